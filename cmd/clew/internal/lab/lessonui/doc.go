// Package lessonui leads the player through a lesson beside a game in the Lab:
// what to read, what to do, and whether it is done. It also lists the lessons.
package lessonui
