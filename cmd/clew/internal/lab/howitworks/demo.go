package howitworks

import (
	"clew/engine/sim"
)

// idleTicks is how long nobody walks before Ann goes on by herself.
const idleTicks = 4 * sim.TickRate

// demo is the game with whoever plays it: the tour and Ann's own way, or a person.
type demo struct {
	*liveGame
	about    topic
	touring  bool
	tourTick int // of the tour
	idle     int // ticks since a person last held a key; idleTicks: Ann walks by herself
}

// newDemo starts the game and its tour.
func newDemo() (*demo, error) {
	g, err := newLiveGame()
	if err != nil {
		return nil, err
	}
	d := &demo{liveGame: g, idle: idleTicks}
	d.startTour()
	return d, nil
}

// startTour starts the tour from its beginning.
func (d *demo) startTour() {
	d.touring, d.tourTick = true, 0
	d.applyTour()
}

// stopTour leaves everything as the tour has it.
func (d *demo) stopTour() { d.touring, d.noLosses = false, false }

// tourIndex returns the number of the present step of the tour.
func (d *demo) tourIndex() int { return d.tourTick / stepTicks % len(tour) }

// applyTour sets what the tour shows now.
func (d *demo) applyTour() {
	s := &tour[d.tourIndex()]
	d.settings, d.about, d.noLosses = s.settings, s.about, true
	if s.loses && d.tourTick%stepTicks >= lossDelay && d.nextLoss <= d.Ticks() && d.walkedFor >= lossWalk && d.tourTick%stepTicks < lossDelay+walkCycle/2 {
		d.lose()
	}
}

// change changes the settings by hand, which ends the tour.
func (d *demo) change(about topic, s Settings) {
	if d.stopTour(); s != d.settings {
		d.settings, d.about = s, about
	}
}

// walksByHerself reports whether Ann does.
func (d *demo) walksByHerself() bool { return d.idle >= idleTicks }

// update plays a tick. keys are those that a person holds.
func (d *demo) update(keys sim.Input) {
	if d.idle++; keys != 0 {
		d.idle = 0
		d.stopTour()
	}
	if d.touring {
		d.tourTick++
		d.applyTour()
	}
	if d.walksByHerself() {
		keys = d.ownWay()
	}
	d.step(keys)
}

// sentence says what one sees now.
func (d *demo) sentenceKey() sentenceKey { return sentenceKey{d.settings, d.about, d.snapshotRate} }
