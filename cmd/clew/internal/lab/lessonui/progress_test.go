package lessonui

import (
	"slices"
	"testing"

	"clew/cmd/clew/internal/settings"
	"clew/cmd/internal/lab/lesson"
)

// A task that is added to a lesson shifts no marks of those that are done. Marks of
// a release that numbered the tasks count, too.
func TestTaskAdded(t *testing.T) {
	p, _ := fresh(t)
	p.MarkDone("4-synchronization", settings.TaskKey(lesson.Load("4-synchronization").Tasks[1].Key), false)
	p.MarkDone("5-reconciliation", "1", false)
	for _, key := range []string{"4-synchronization", "5-reconciliation"} {
		l := *lesson.Load(key)
		if key == "4-synchronization" {
			l.Tasks = slices.Insert(slices.Clone(l.Tasks), 1, lesson.Task{Key: "added"})
		}
		panel := New(Options{Lesson: &l, Key: key, Progress: p})
		for i, s := range panel.tasks {
			want := i == 1
			if key == "4-synchronization" {
				want = i == 2
			}
			if s.done != want {
				t.Errorf("%s: task %d is done: %v", key, i, s.done)
			}
		}
	}
}
