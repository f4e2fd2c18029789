// Package i18n holds every text that the client shows, in each of its
// languages. The texts are in en.toml and pt.toml (European Portuguese), by
// keys such as "pause.title": the table and the name in it.
//
// The language is one setting of the whole program, so that a text is asked for
// where it is drawn, i18n.T("pause.title"), and follows when the person changes
// it. Asking costs a look into a map and allocates nothing.
//
// What is to be filled in stands in a text as a verb of package fmt, with its
// number where the order may differ: "%[2]s in %[1]d s". A text that depends on
// a number has a form for each kind of number that the language knows, see N.
//
// A key of the keyboard stands in a text by the name that Ebitengine has for it,
// "{Escape}: back". Whoever shows the text puts there what that key is called or,
// where the person uses a gamepad, the button: see Desk.Fill in package kit.
//
// To add a text, write it into both files and use its key. A test holds the
// files against each other and against the code. A text can't be called like a
// form of numbers (zero, one, two, few, many, other), or id, hash, description,
// leftDelim, rightDelim: for go-i18n these are parts of a text.
package i18n
