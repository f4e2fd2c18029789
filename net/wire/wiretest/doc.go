// Package wiretest has what the tests of all codecs share: example messages,
// broken ones, a generator of random ones, and the laws that a codec keeps.
// Nothing but tests imports it.
package wiretest
