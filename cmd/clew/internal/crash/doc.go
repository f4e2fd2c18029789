// Package crash reports errors that end the program, even where nobody reads its
// output: in a window or, if none can be opened, in a message box.
//
// A Log receives the output. It goes to standard error if there is one. A Windows
// program with a window has none: there it goes to a file, and to the console that
// started the program. A Guard recovers from panics of the game and shows them.
package crash
