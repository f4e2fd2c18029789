// Package wiretest provides what the tests of all codecs share: example messages,
// invalid ones, a generator of random ones, and checks that every codec must
// pass. Only tests import it.
package wiretest
