package render

import (
	"bytes"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"clew/cmd/clew/internal/render/lighting"
)

// lightTexture holds the light of a frame.
type lightTexture struct {
	lightMap  lighting.LightMap
	image     *ebiten.Image
	pixels    []byte               // the light, as it is on the image
	next      []byte               // the light of the frame that is being drawn
	cells     []lighting.CellLight // how the light varies on each cell
	dirtyRect image.Rectangle      // what was new of the last frame's, in samples
	dirty     []byte               // that, to be handed on
}

func newLightTexture() *lightTexture { return &lightTexture{} }

// The colours of light. At 1, stone looks as it was painted.
var (
	unexploredLight = lighting.RGB{R: 0.370, G: 0.400, B: 0.465} // where one has never been
	exploredLight   = lighting.RGB{R: 0.685, G: 0.740, B: 0.845} // where one has
	revealedLight   = lighting.RGB{R: 0.72, G: 0.77, B: 0.87}
	presenterLight  = lighting.RGB{R: 0.80, G: 0.85, B: 0.94} // in all of them, in presenter style

	torchNear = lighting.RGB{R: 2.30, G: 1.58, B: 0.84}
	torchFar  = lighting.RGB{R: 1.30, G: 1.00, B: 0.74}
)

// computeLights computes the light of this frame.
func (r *Renderer) computeLights() {
	f, l := &r.frame, r.lights
	c := f.cells.Inset(-1)
	l.lightMap.SetWindow(c.Min.X, c.Min.Y, c.Dx(), c.Dy())
	unknown, known := f.opts.ambientLight()
	l.lightMap.SetAmbient(r.maze, r.fog.Visibility, unknown, known)
	r.addExitLights()
	r.addOtherLights()
	if f.dark() {
		l.lightMap.HideUnexplored()
	}
	if r.torch.Reach > 0 {
		l.lightMap.Add(r.maze, lighting.Light{Shadows: &r.torch, Near: torchNear, Far: torchFar, Power: r.flicker(0), Max: 2.6})
	}
	l.upload()
}

// ambientLight returns the light where no torch shines: on what has not been
// explored, and on what has.
func (o *Options) ambientLight() (unknown, known lighting.RGB) {
	unknown, known = unexploredLight, exploredLight
	switch {
	case o.Presenter:
		unknown, known = presenterLight, presenterLight
	case o.Reveal:
		unknown, known = revealedLight, revealedLight
	}
	if o.Dark && !o.Reveal {
		unknown = lighting.RGB{}
	}
	if b := float32(o.Brightness); b > 0 {
		unknown, known = unknown.Scale(b), known.Scale(b)
	}
	return unknown, known
}

// flicker returns the current strength of a flame, around 1.
func (r *Renderer) flicker(seed float64) float32 {
	if r.frame.opts.ReducedMotion {
		return 1
	}
	t := r.clock + 17*seed
	return float32(1 + 0.022*math.Sin(6.1*t) + 0.018*math.Sin(13.7*t+1) + 0.012*math.Sin(23.3*t+2))
}

// upload uploads the changed part of the light to the GPU.
func (l *lightTexture) upload() {
	w, h := l.lightMap.Size()
	fits := l.image != nil && l.image.Bounds() == image.Rect(0, 0, w, h)
	if !fits {
		l.resize(w, h)
	}
	l.lightMap.EncodePixels(l.next)
	l.dirtyRect = image.Rect(0, 0, w, h)
	if fits {
		l.dirtyRect = changedRect(l.pixels, l.next, w)
	}
	if l.dirtyRect.Empty() {
		return
	}
	l.pixels, l.next = l.next, l.pixels
	l.cells = l.lightMap.ClassifyCells(l.pixels, l.cells)
	l.dirty = appendRect(l.dirty[:0], l.pixels, w, l.dirtyRect)
	l.image.SubImage(l.dirtyRect).(*ebiten.Image).WritePixels(l.dirty)
}

// resize allocates an image for w×h samples.
func (l *lightTexture) resize(w, h int) {
	if l.image != nil {
		l.image.Deallocate()
	}
	l.image = ebiten.NewImageWithOptions(image.Rect(0, 0, w, h), &ebiten.NewImageOptions{Unmanaged: true})
	l.pixels, l.next = make([]byte, 4*w*h), make([]byte, 4*w*h)
}

// changedRect returns the part in which two images of width w differ.
func changedRect(a, b []byte, w int) (r image.Rectangle) {
	for y := 0; 4*w*y < len(a); y++ {
		a, b := a[4*w*y:4*w*(y+1)], b[4*w*y:4*w*(y+1)]
		if bytes.Equal(a, b) {
			continue
		}
		x0, x1 := 0, w
		for [4]byte(a[4*x0:]) == [4]byte(b[4*x0:]) {
			x0++
		}
		for [4]byte(a[4*x1-4:]) == [4]byte(b[4*x1-4:]) {
			x1--
		}
		r = r.Union(image.Rect(x0, y, x1, y+1))
	}
	return r
}

// appendRect appends a part of an image of width w.
func appendRect(to, pixels []byte, w int, r image.Rectangle) []byte {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		to = append(to, pixels[4*(y*w+r.Min.X):4*(y*w+r.Max.X)]...)
	}
	return to
}
