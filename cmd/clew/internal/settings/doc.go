// Package settings keeps what the game remembers of a person from one time to
// the next, in files of their own folder for such things.
package settings
