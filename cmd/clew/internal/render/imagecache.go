package render

import "github.com/hajimehoshi/ebiten/v2"

// imageCache caches rendered images by what they show.
type imageCache[K comparable] map[K]*ebiten.Image

// maxImages limits the cache. One screen needs far fewer; other sizes and players
// that left add up.
const maxImages = 512

// get returns the image for k, rendering it if needed.
func (p imageCache[K]) get(k K, paint func(K) *ebiten.Image) *ebiten.Image {
	if img := p[k]; img != nil {
		return img
	}
	if len(p) >= maxImages {
		for _, img := range p {
			img.Deallocate()
		}
		clear(p)
	}
	p[k] = paint(k)
	return p[k]
}
