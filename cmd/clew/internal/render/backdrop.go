package render

import (
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// Backdrop animates the background of the menus: bots walk in a slowly drifting
// maze and leave trails. It is a game of its own, without a network.
type Backdrop struct {
	renderer *Renderer
	world    *sim.World
	bots     []bot
	view     replica.View
	commands []sim.Command
	events   []sim.Event
	pending  time.Duration // time that is not yet a tick
	clock    float64
}

// bot walks forever and turns where it can.
type bot struct {
	id    sim.ID
	dir   sim.Input
	cell  maze.Cell // where it last chose a direction
	turns int       // number of choices so far
}

// The maze behind the menu, and the number of bots in it.
const (
	backdropWidth  = 35
	backdropHeight = 25
	backdropBots   = 16
	// backdropWarmUp is how many ticks the bots walk before the menu opens.
	backdropWarmUp = 9 * sim.TickRate
)

// NewBackdrop returns a Backdrop that depends on seed only.
func NewBackdrop(seed uint64) *Backdrop {
	m, err := maze.Generate(seed, backdropWidth, backdropHeight, 60)
	if err != nil {
		panic("render: backdrop: " + err.Error())
	}
	b := &Backdrop{renderer: NewRenderer(), world: sim.New(m, seed)}
	b.view.Maze = m
	b.addBots(m, uint32(seed))
	for range backdropWarmUp {
		b.tick()
	}
	return b
}

// addBots spreads the bots over the maze.
func (b *Backdrop) addBots(m *maze.Maze, seed uint32) {
	players := make([]sim.Player, 0, backdropBots)
	for i := range backdropBots {
		c := openCell(m, i, seed)
		id := sim.ID(i + 1)
		players = append(players, sim.Player{
			ID: id, Facing: sim.Down,
			X: int32(c.X)*sim.CellUnits + sim.CellUnits/2, Y: int32(c.Y)*sim.CellUnits + sim.CellUnits/2,
		})
		b.bots = append(b.bots, bot{id: id, cell: maze.Cell{X: -1}})
	}
	b.world.SetState(0, players...)
}

// openCell returns an open cell for bot i; bots start in a grid of four by four.
func openCell(m *maze.Maze, i int, seed uint32) maze.Cell {
	x := m.Width()*(2*(i%4)+1)/8 + int(hashCell(i, 1, seed)%5) - 2
	y := m.Height()*(2*(i/4)+1)/8 + int(hashCell(i, 2, seed)%3) - 1
	for !m.Walkable(x, y) {
		if x++; x >= m.Width() {
			x, y = 0, (y+1)%m.Height()
		}
	}
	return maze.Cell{X: x, Y: y}
}

// Update advances the backdrop by dt.
func (b *Backdrop) Update(dt time.Duration) {
	const tick = time.Second / sim.TickRate
	b.pending = min(b.pending+dt, 6*tick)
	for b.pending >= tick {
		b.pending -= tick
		b.tick()
	}
}

// tick runs one tick of the game.
func (b *Backdrop) tick() {
	b.clock += 1.0 / sim.TickRate
	b.commands = b.commands[:0]
	for i := range b.bots {
		p := b.world.Player(b.bots[i].id)
		b.commands = append(b.commands, sim.Command{ID: p.ID, Kind: sim.Walk, Input: b.bots[i].input(b.world.Maze(), p)})
	}
	b.events = b.world.Step(b.commands, b.events[:0])
	b.updateView()
	b.renderer.lookAt = replica.Point{
		X: int32(sim.CellUnits * (backdropWidth/2.0 + 4.5*math.Sin(b.clock*0.045))),
		Y: int32(sim.CellUnits * (backdropHeight/2.0 + 4*math.Sin(b.clock*0.031+1))),
	}
	b.renderer.Update(time.Second/sim.TickRate, &b.view)
}

// updateView converts the world for the renderer.
func (b *Backdrop) updateView() {
	b.view.Tick = b.world.Tick()
	b.view.Players = b.view.Players[:0]
	for i, p := range b.world.Players() {
		b.view.Players = append(b.view.Players, replica.PlayerView{
			ID: p.ID, Avatar: rune('A' + i), X: p.X, Y: p.Y, Facing: p.Facing, Moving: p.Moving,
		})
	}
}

// input chooses a direction wherever there is a choice, but never the way back.
func (b *bot) input(m *maze.Maze, p *sim.Player) sim.Input {
	c := p.Cell()
	off := max(abs32(p.X%sim.CellUnits-sim.CellUnits/2), abs32(p.Y%sim.CellUnits-sim.CellUnits/2))
	if c == b.cell || off > sim.WalkSpeed/2 {
		return b.dir
	}
	b.cell = c
	b.turns++
	best, score := opposite(b.dir), uint32(0)
	for i, dir := range [...]sim.Input{sim.Up, sim.Down, sim.Left, sim.Right} {
		dx, dy := heading(dir)
		if dir == opposite(b.dir) || !m.Walkable(c.X+int(dx), c.Y+int(dy)) {
			continue
		}
		if s := hashCell(i, b.turns, uint32(b.id)) | 1; s > score {
			best, score = dir, s
		}
	}
	b.dir = best
	return best
}

// opposite returns the opposite direction.
func opposite(dir sim.Input) sim.Input {
	switch dir {
	case sim.Up:
		return sim.Down
	case sim.Down:
		return sim.Up
	case sim.Left:
		return sim.Right
	case sim.Right:
		return sim.Left
	}
	return 0
}

func abs32(x int32) int32 { return max(x, -x) }

// Draw draws the backdrop dark enough for text on it.
func (b *Backdrop) Draw(dst *ebiten.Image, opts Options) {
	opts.Reveal, opts.Torches = true, true
	if opts.Dim == 0 {
		opts.Dim = 0.3
	}
	b.renderer.Draw(dst, &b.view, opts)
}
