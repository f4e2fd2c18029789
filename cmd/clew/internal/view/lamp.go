package view

import (
	_ "embed"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/view/sight"
)

//go:embed light.kage
var lightSource []byte

func newLightShader() *ebiten.Shader {
	s, err := ebiten.NewShader(lightSource)
	if err != nil {
		panic("view: the light's shader, a part of the program, does not compile: " + err.Error())
	}
	return s
}

// lamp holds the light of a frame.
type lamp struct {
	field  sight.Field
	image  *ebiten.Image
	pixels []byte
}

func newLamp() *lamp { return &lamp{} }

// The colours of light. Stone in a light of 1 looks as it was painted.
var (
	unknown  = sight.RGB{R: 0.225, G: 0.246, B: 0.295} // where one has never been
	known    = sight.RGB{R: 0.370, G: 0.400, B: 0.465} // where one has
	revealed = sight.RGB{R: 0.50, G: 0.53, B: 0.60}

	torchNear = sight.RGB{R: 1.95, G: 1.35, B: 0.72}
	torchFar  = sight.RGB{R: 1.10, G: 0.86, B: 0.64}
)

// shine computes the light of this frame.
func (r *Renderer) shine() {
	f, l := &r.frame, r.lamp
	c := f.cells.Inset(-1)
	l.field.Window(c.Min.X, c.Min.Y, c.Dx(), c.Dy())
	if f.o.Reveal {
		l.field.Ambient(r.maze, r.memory.Seen, revealed, revealed)
	} else {
		l.field.Ambient(r.maze, r.memory.Seen, unknown, known)
	}
	r.shineExits()
	r.shineOthers()
	if r.torch.Reach > 0 {
		l.field.Add(r.maze, sight.Light{Fan: &r.torch, Near: torchNear, Far: torchFar, Power: r.flicker(0), Most: 2.6})
	}
	l.upload()
}

// flicker is how strong a flame burns now, around 1.
func (r *Renderer) flicker(seed float64) float32 {
	if r.frame.o.ReducedMotion {
		return 1
	}
	t := r.clock + 17*seed
	return float32(1 + 0.022*math.Sin(6.1*t) + 0.018*math.Sin(13.7*t+1) + 0.012*math.Sin(23.3*t+2))
}

// upload hands the light to the graphics card.
func (l *lamp) upload() {
	w, h := l.field.Size()
	if l.image == nil || l.image.Bounds() != image.Rect(0, 0, w, h) {
		if l.image != nil {
			l.image.Deallocate()
		}
		l.image = ebiten.NewImageWithOptions(image.Rect(0, 0, w, h), &ebiten.NewImageOptions{Unmanaged: true})
		l.pixels = make([]byte, 4*w*h)
	}
	l.field.Bytes(l.pixels)
	l.image.WritePixels(l.pixels)
}

var quadIndices = []uint16{0, 1, 2, 1, 3, 2}

// light puts a slate on the screen, in the light that falls on it.
func (g *ground) light(r *Renderer, s *slate, dst *ebiten.Image) {
	f, field := &r.frame, &r.lamp.field
	n := float32(g.per * g.cell)
	// Whole pixels, or the stones would blur.
	x := float32(math.Round(f.ox)) + float32(s.x)*n
	y := float32(math.Round(f.oy)) + float32(s.y)*n
	lx := float32(s.x*g.per-field.X) * sight.PerCell
	ly := float32(s.y*g.per-field.Y) * sight.PerCell
	for i := range g.vertices {
		kx, ky := float32(i%2), float32(i/2)
		side := float32(g.per * sight.PerCell)
		g.vertices[i] = ebiten.Vertex{
			DstX: x + kx*n, DstY: y + ky*n, SrcX: kx * n, SrcY: ky * n, ColorA: f.bright(),
			Custom0: lx + kx*side, Custom1: ly + ky*side,
		}
	}
	g.options.Images = [4]*ebiten.Image{s.image, r.lamp.image}
	g.options.Blend = ebiten.BlendCopy
	dst.DrawTrianglesShader(g.vertices, quadIndices, g.shader, &g.options)
}
