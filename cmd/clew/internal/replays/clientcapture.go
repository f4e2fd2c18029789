package replays

import (
	"sort"

	"clew/cmd/internal/lab/capture"
	"clew/engine/maze"
	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
)

// clientCapture replays what one client showed: itself as predicted, and the
// others interpolated between snapshots.
type clientCapture struct {
	history *capture.Replay
	game    *capture.Game // of the last View
	view    replica.View  // reused
}

func newClientCapture(data *capture.Capture) *clientCapture {
	c := &clientCapture{history: data.Replay(capture.Overrides{})}
	c.game = c.history.At(0)
	return c
}

// Length implements Replay.
func (c *clientCapture) Length() sim.Tick { return sim.Tick(c.history.Ticks()) }

// maxAdvance is how far ahead seek advances a game instead of rebuilding it.
const maxAdvance = sim.TickRate

// ViewAt implements Replay.
func (c *clientCapture) ViewAt(tick sim.Tick, v *replica.View) {
	c.game = c.seek(c.game, int(tick))
	c.game.View(0, v)
}

// seek returns the game after a tick, advanced from game if that is shortly before.
func (c *clientCapture) seek(game *capture.Game, tick int) *capture.Game {
	ahead := tick - game.Ticks()
	if ahead < 0 || ahead > maxAdvance {
		return c.history.At(tick)
	}
	game.Run(ahead)
	return game
}

// Chat implements Replay.
func (c *clientCapture) Chat(after, upTo sim.Tick) (lines []ChatLine) {
	chat := c.history.Chat()
	from := sort.Search(len(chat), func(i int) bool { return chat[i].Tick > int(after) })
	to := sort.Search(len(chat), func(i int) bool { return chat[i].Tick > int(upTo) })
	for _, l := range chat[max(from, to-replay.MaxChatLines):max(from, to)] {
		e := &l.Event
		lines = append(lines, ChatLine{
			Tick: sim.Tick(l.Tick), ID: e.ID, Avatar: e.Avatar, Appearance: e.Appearance,
			Name: showableName(e.Name), Text: wire.CleanText(e.Text),
		})
	}
	return lines
}

// Paths implements Replay. It leaves out paths on levels other than the last.
func (c *clientCapture) Paths(from, to, every sim.Tick, add func(id sim.ID, x, y int32)) {
	type point struct {
		id   sim.ID
		x, y int32
	}
	var points []point
	var level *maze.Maze
	for game := c.history.At(int(from)); from <= to; from += every {
		game = c.seek(game, int(from))
		game.View(0, &c.view)
		if c.view.Maze != level {
			level, points = c.view.Maze, points[:0]
		}
		for i := range c.view.Players {
			player := &c.view.Players[i]
			points = append(points, point{player.ID, player.X, player.Y})
		}
	}
	for _, p := range points {
		add(p.id, p.x, p.y)
	}
}
