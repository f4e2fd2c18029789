// Package lessons leads a person through a lesson beside a game in the Lab: what
// to read, what to do, and whether that is done. It also lists the lessons.
package lessons
