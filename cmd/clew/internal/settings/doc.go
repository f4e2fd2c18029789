// Package settings stores what the game remembers of its user, in files in the user's
// own folders: settings and servers, lesson progress, and best times.
package settings
