// Package lesson reads lessons: files with something to read about netcode, a
// scenario, and tasks to do in it. The program can check whether a task is
// done: by settings, by what is selected or changed, by metrics of the game,
// and by an answer.
//
// TEACHERS.md says how to write one. Ten lessons come with the game.
package lesson
