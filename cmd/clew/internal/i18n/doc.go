// Package i18n holds every text that the client shows, in each of its languages,
// and formats what goes into them. The texts are in en.toml and pt.toml (European
// Portuguese), with keys such as "pause.title": the table and the name in it.
//
// The language is one setting of the whole program: code looks texts up where it
// draws them, with i18n.T("pause.title"), and so follows a change. A lookup costs
// one map access and allocates nothing.
//
// Texts have the verbs of package fmt, with an index where the order may differ:
// "%[2]s in %[1]d s". A text that depends on a number has a form for each plural
// form of the language, see Tn.
//
// A text names a key of the keyboard as Ebitengine does, as in "{Escape}: back".
// The interface replaces it by the key's label or, for users of a gamepad, by the
// button: see Root.ExpandKeys in package ui.
//
// To add a text, write it into both files and use its key. A test compares the
// files with each other and with the code. A key cannot be named like a plural form
// (zero, one, two, few, many, other), nor id, hash, description, leftDelim or
// rightDelim, which go-i18n reserves.
package i18n
