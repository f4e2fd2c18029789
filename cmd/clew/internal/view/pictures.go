package view

import "github.com/hajimehoshi/ebiten/v2"

// pictures are images that are painted once each, by what they show.
type pictures[K comparable] map[K]*ebiten.Image

// mostPictures is how many are kept. One screen needs far fewer; those of
// other sizes and of players who left add up.
const mostPictures = 512

// get is the picture of k, painted now if it is not there.
func (p pictures[K]) get(k K, paint func(K) *ebiten.Image) *ebiten.Image {
	if img := p[k]; img != nil {
		return img
	}
	if len(p) >= mostPictures {
		for _, img := range p {
			img.Deallocate()
		}
		clear(p)
	}
	p[k] = paint(k)
	return p[k]
}
