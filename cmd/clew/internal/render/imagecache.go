package render

import "github.com/hajimehoshi/ebiten/v2"

// imageCache caches rendered images by what they show.
type imageCache[K comparable] map[K]*ebiten.Image

// maxImages limits the cache. One screen needs far fewer; other sizes and players
// that left add up.
const maxImages = 512

// get returns the image for k, rendering it if needed.
func (c imageCache[K]) get(key K, paint func(K) *ebiten.Image) *ebiten.Image {
	if img := c[key]; img != nil {
		return img
	}
	if len(c) >= maxImages {
		for _, img := range c {
			img.Deallocate()
		}
		clear(c)
	}
	c[key] = paint(key)
	return c[key]
}
