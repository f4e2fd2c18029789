package rollback

import (
	"slices"

	"clew/engine/sim"
)

// Frame numbers the steps of a Timeline. Its meaning is up to the owner: a
// replica counts its inputs, a peer the ticks of the game.
type Frame = uint32

// Timeline is a world with its recent past: for each kept frame the world
// before it and the commands in it. Nothing is allocated once every frame
// of the ring has been used.
//
//	        oldest                         next
//	          │                              │
//	world ─ cmds ─ world ─ cmds ─ world ─ (Current)
type Timeline struct {
	worlds       []sim.World // of frame f at f mod depth; of next too
	cmds         [][]sim.Command
	oldest, next Frame
}

// New makes a Timeline that can go back depth frames. Its first frame has the
// number first, and the world before it is a copy of w.
func New(w *sim.World, first Frame, depth int) *Timeline {
	t := &Timeline{
		worlds: make([]sim.World, depth+1),
		cmds:   make([][]sim.Command, depth+1),
	}
	t.Reset(w, first)
	return t
}

// Reset forgets the past: the next frame is first, and the world before it a
// copy of w.
func (t *Timeline) Reset(w *sim.World, first Frame) {
	t.oldest, t.next = first, first
	t.world(first).CopyFrom(w)
}

func (t *Timeline) world(f Frame) *sim.World { return &t.worlds[t.slot(f)] }

// slot returns the index of a frame in the ring. It counts in Frames: an int of
// 32 bits would be negative for half of them.
func (t *Timeline) slot(f Frame) int { return int(f % Frame(len(t.worlds))) }

// NextFrame returns the number of the frame that Step will carry out.
func (t *Timeline) NextFrame() Frame { return t.next }

// OldestFrame returns the oldest frame that can be gone back to.
func (t *Timeline) OldestFrame() Frame { return t.oldest }

// Current returns the world before the next frame. The caller may read it until
// the Timeline changes.
func (t *Timeline) Current() *sim.World { return t.world(t.next) }

// WorldAt returns the world before frame f, or nil if it is not kept. The
// caller may read it until the Timeline changes.
func (t *Timeline) WorldAt(f Frame) *sim.World {
	if f < t.oldest || f > t.next {
		return nil
	}
	return t.world(f)
}

// Step carries out the next frame with a copy of cmds and appends what happened
// to events. It forgets the oldest frame when there is no room.
func (t *Timeline) Step(cmds []sim.Command, events []sim.Event) []sim.Event {
	if int(t.next-t.oldest) == len(t.worlds)-1 {
		t.oldest++
	}
	slot := &t.cmds[t.slot(t.next)]
	*slot = append((*slot)[:0], cmds...)
	w := t.world(t.next + 1)
	w.CopyFrom(t.world(t.next))
	t.next++
	return w.Step(*slot, events)
}

// SetCommands replaces the commands of a frame and reports whether it is kept.
// The worlds after it are wrong until Resimulate(f).
func (t *Timeline) SetCommands(f Frame, cmds []sim.Command) bool {
	if f < t.oldest || f >= t.next {
		return false
	}
	slot := &t.cmds[t.slot(f)]
	*slot = append((*slot)[:0], cmds...)
	return true
}

// Predict replaces the commands of a frame if they are others, and reports whether
// they were. Then the worlds after it are wrong until Resimulate(f). A right guess
// thus costs no step.
func (t *Timeline) Predict(f Frame, cmds []sim.Command) bool {
	if f < t.oldest || f >= t.next || slices.Equal(t.cmds[t.slot(f)], cmds) {
		return false
	}
	return t.SetCommands(f, cmds)
}

// Reconcile sets the world before frame f to a copy of w, forgets everything
// before it, and steps everything after it again with the commands given then.
// It reports whether f was kept; if not, nothing has changed.
//
// This is server reconciliation as in Gabriel Gambetta, "Fast-Paced Multiplayer
// (Part II)".
func (t *Timeline) Reconcile(w *sim.World, f Frame) bool {
	if !t.DropBefore(f) {
		return false
	}
	t.world(f).CopyFrom(w)
	t.Resimulate(f)
	return true
}

// DropBefore forgets all frames before f and reports whether f was kept.
func (t *Timeline) DropBefore(f Frame) bool {
	if t.WorldAt(f) == nil {
		return false
	}
	t.oldest = f
	return true
}

// Resimulate steps again from frame f to the present. It drops the events of
// these steps, which were reported before.
func (t *Timeline) Resimulate(f Frame) {
	var buf [8]sim.Event
	events := buf[:0]
	for ; f < t.next; f++ {
		w := t.world(f + 1)
		w.CopyFrom(t.world(f))
		events = w.Step(t.cmds[t.slot(f)], events[:0])
	}
}

// Clone makes a copy that shares nothing with t.
func (t *Timeline) Clone() *Timeline {
	c := &Timeline{
		worlds: make([]sim.World, len(t.worlds)),
		cmds:   make([][]sim.Command, len(t.cmds)),
		oldest: t.oldest, next: t.next,
	}
	for f := t.oldest; f <= t.next; f++ {
		c.world(f).CopyFrom(t.world(f))
		i := t.slot(f)
		c.cmds[i] = slices.Clone(t.cmds[i])
	}
	return c
}
