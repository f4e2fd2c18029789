// Package lesson reads lessons: files with something to read about the netcode
// of a game, a scenario, and tasks that a person does in it. Whether a task is
// done the program can see: by how things are set, by what is picked out or
// changed, by numbers of the game, and by an answer.
//
// TEACHERS.md tells how to write one. Eight come with the game, in the order of
// the lecture that it grew out of.
package lesson
