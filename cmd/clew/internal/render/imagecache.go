package render

import "github.com/hajimehoshi/ebiten/v2"

// imageCache are images that are painted once each, by what they show.
type imageCache[K comparable] map[K]*ebiten.Image

// maxImages is how many are kept. One screen needs far fewer; those of
// other sizes and of players who left add up.
const maxImages = 512

// get is the picture of k, painted now if it is not there.
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
