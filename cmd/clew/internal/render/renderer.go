package render

import (
	"image"
	"image/color"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/camera"
	"clew/cmd/clew/internal/render/lighting"
	"clew/cmd/clew/internal/theme"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/replica"
)

// Options configures how to draw a frame. The zero value is a normal game.
type Options struct {
	Ghost         bool              // show what the netcode does: ghost, pending inputs, corrections
	ReducedMotion bool              // no flicker, no leaning, nothing that moves by itself
	Reveal        bool              // light everything, as for spectators
	Dark          bool              // show only what the player has found, unless all is revealed
	SelfName      string            // label of the own player; empty: its name
	Scale         float64           // of the maze on the screen; 0 and 1 are the usual size
	LookAt        *replica.Point    // the middle of the screen; nil: where the camera is
	NameScale     float64           // of names, up to maxNameScale; 0 means 1
	BestRun       *BestRun          // ghost of the player's best run, or nil
	Torches       bool              // give other players' lights the warm colour of a torch
	Overlays      []image.Rectangle // areas of dst that panels cover; names avoid them
	Dim           float64           // how much darker than usual, 0 to 1, behind a menu
	Brightness    float64           // of what no torch lights; 0 and 1 are the usual one
	Presenter     bool              // high contrast and thick marks, to be seen from the back of a room
	ServerLabel   string            // written at the ghost in presenter style

	// CorrectionText returns what is written at a correction in presenter style; nil
	// for nothing.
	CorrectionText func(c *replica.Correction) string
	Now            time.Duration // on the replica's clock
}

// contrast returns how stones are painted.
func (o *Options) contrast() stoneContrast {
	if o.Presenter {
		return presenterContrast
	}
	return usualContrast
}

// Renderer draws one game. It remembers trails, explored cells and the camera
// from frame to frame, so each game needs its own. Use it from Ebitengine's
// Update and Draw only.
type Renderer struct {
	maze    *maze.Maze
	clock   float64 // seconds since the level began
	camera  camera.Camera
	lookAt  replica.Point      // where the camera looks without an own player
	torch   lighting.ShadowMap // the own player's
	fog     lighting.FogOfWar
	actors  map[sim.ID]*actor
	exits   []exit
	visible []*actor // those on the screen in this frame, in drawing order

	stonework *stonework
	lights    *lightTexture
	batch     *batch
	avatars   imageCache[avatarKey]
	labels    imageCache[labelKey]
	frame     frame
	trailScratch
	spreader    spreader
	shownText   correctionLabel
	labelPlacer labelPlacer
}

// NewRenderer returns a Renderer. It needs no screen yet.
func NewRenderer() *Renderer {
	return &Renderer{actors: map[sim.ID]*actor{}}
}

// Update advances all animation by dt: camera, trails, poses. Call it once a
// tick, after filling the View.
func (r *Renderer) Update(dt time.Duration, v *replica.View) {
	if v == nil || v.Maze == nil {
		return
	}
	r.setMaze(v.Maze)
	s := dt.Seconds()
	r.clock += s
	r.fog.Tick(s)
	r.updateCamera(v, s)
	r.updateActors(v, s)
}

// setMaze resets the renderer if the level has changed.
func (r *Renderer) setMaze(m *maze.Maze) {
	if r.maze == m || r.maze != nil && m.Hash() != 0 && r.maze.Hash() == m.Hash() {
		return
	}
	r.maze = m
	r.clock = 0
	r.camera.Snap()
	start := m.Starts()[0]
	r.lookAt = replica.Point{X: int32(start.X)*sim.CellUnits + sim.CellUnits/2, Y: int32(start.Y)*sim.CellUnits + sim.CellUnits/2}
	r.torch = lighting.ShadowMap{}
	r.fog.Reset(m.Width(), m.Height())
	r.findExits()
	clear(r.actors)
	if r.stonework != nil {
		r.stonework.invalidate()
	}
}

// ReplaceTrails replaces all trails: paths calls add with the positions of each
// player, oldest first. Use it after a jump in time.
func (r *Renderer) ReplaceTrails(paths func(add func(id sim.ID, x, y int32))) {
	for _, a := range r.actors {
		a.trail.Clear()
	}
	paths(func(id sim.ID, x, y int32) {
		if a := r.actors[id]; a != nil {
			a.trail.Add(x, y)
		}
	})
}

// torchReach is how far the player sees, in cells.
const torchReach = 8

// updateCamera moves the camera to the own player and reveals what it sees.
// Without one there is no torch.
func (r *Renderer) updateCamera(v *replica.View, dt float64) {
	self := v.Self()
	if self == nil {
		r.torch = lighting.ShadowMap{}
		r.camera.Follow(cells(r.lookAt.X), cells(r.lookAt.Y), dt)
		return
	}
	x, y := cells(self.X), cells(self.Y)
	r.camera.Follow(x, y, dt)
	if r.torch.X != x || r.torch.Y != y || r.torch.Reach == 0 {
		r.torch.Cast(r.maze, x, y, torchReach)
		r.fog.Reveal(r.maze, &r.torch)
	}
}

// lit returns how well a place in units is lit, from 0 to 1: fully unless the
// maze is dark.
func (r *Renderer) lit(x, y int32) float32 {
	if !r.frame.dark() {
		return 1
	}
	return r.fog.InSight(int(x/sim.CellUnits), int(y/sim.CellUnits))
}

// cells converts units to cells.
func cells(units int32) float64 { return float64(units) / sim.CellUnits }

// background is theme.Background as a color.Color, converted once.
var background color.Color = theme.Background

// Draw draws the game on dst, which may be a part of a larger image.
func (r *Renderer) Draw(dst *ebiten.Image, v *replica.View, opts Options) {
	if v == nil || v.Maze == nil {
		dst.Fill(background)
		return
	}
	if r.setMaze(v.Maze); r.clock == 0 {
		r.updateCamera(v, 0) // no Update yet: look at the right place all the same
	}
	r.createImages()
	r.frame.set(dst, r, opts)
	r.collectVisible(v)
	r.stonework.draw(r, dst)
	r.drawExits()
	r.drawTrails()
	if opts.Ghost {
		r.drawNetcode(v)
	}
	r.drawBestRun()
	r.drawFigures()
	r.drawLabels()
	if opts.Ghost && opts.Presenter {
		r.drawNetcodeLabels(v)
	}
}

// createImages creates what needs a screen, at the first frame.
func (r *Renderer) createImages() {
	if r.stonework == nil {
		r.stonework, r.lights, r.batch = newStonework(), newLightTexture(), newBatch()
		r.avatars, r.labels = imageCache[avatarKey]{}, imageCache[labelKey]{}
	}
}

// ScreenPosition returns where p was in the last frame, in pixels of dst, and the
// pixels per cell. Panels over the maze use it to keep clear of something.
func (r *Renderer) ScreenPosition(p replica.Point) (x, y, cell float64) {
	fx, fy := r.frame.toScreen(p.X, p.Y)
	return float64(fx), float64(fy), float64(r.frame.cell)
}
