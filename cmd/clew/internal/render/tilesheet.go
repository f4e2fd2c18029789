package render

import "image"

// The number of variants of each kind of tile.
const (
	floorVariants = 16
	topVariants   = 16
	frontVariants = 8
)

// overlay is a picture drawn over floor or the top of a wall.
type overlay uint8

// The overlays. Shadows and corners of floor are named after the side of the
// wall; edges of walls after the open side.
const (
	shadowN      overlay = iota // on the floor: below a wall's front
	shadowW                     // on the floor: east of a wall
	shadowE                     // on the floor: west of a wall
	shadowS                     // on the floor: north of a wall
	shadowNW                    // on the floor: where only the diagonal cell is wall
	shadowNE                    // likewise
	edgeN                       // on a wall: the thin bright edge
	edgeW                       // likewise
	edgeE                       // on a wall: the edge away from the light
	cornerNW                    // on a wall: two open sides meet, the stone is worn round
	cornerNE                    // likewise
	frontEndW                   // on a wall's front: its western end
	frontEndE                   // on a wall's front: its eastern end
	startMark                   // on a start: a clew carved into the slab
	stairs                      // on an exit: steps up to the north
	overlayCount                // how many there are
)

// tileSheet holds all tiles of one size in one image.
type tileSheet struct {
	Cell  int // the side of a picture, in pixels
	Image *image.RGBA

	Floor   [floorVariants]image.Rectangle
	Top     [topVariants]image.Rectangle
	Front   [frontVariants]image.Rectangle // the front face fills the cell's lowest wallFrontHeight pixels
	Overlay [overlayCount]image.Rectangle
}

// tileGap keeps neighbours out of a tile that is drawn stretched.
const tileGap = 1

// wallFrontHeight returns the height of a wall's front for a cell of n pixels.
func wallFrontHeight(n int) int { return max(3, n*34/100) }

// stoneContrast scales the brightness of floors and of walls.
type stoneContrast struct{ floor, wall float32 }

var (
	usualContrast     = stoneContrast{floor: 1, wall: 1}
	presenterContrast = stoneContrast{floor: 0.62, wall: 1.3} // can be told apart in a lit room
)

// paintTiles paints the sheet for cells of n pixels.
func paintTiles(n int, contrast stoneContrast) *tileSheet {
	const columns = 8
	total := floorVariants + topVariants + frontVariants + int(overlayCount)
	rows := (total + columns - 1) / columns
	s := &tileSheet{Cell: n, Image: image.NewRGBA(image.Rect(0, 0, columns*(n+tileGap), rows*(n+tileGap)))}
	next := 0
	place := func(gain float32) (tileImage, image.Rectangle) {
		at := image.Pt(next%columns*(n+tileGap), next/columns*(n+tileGap))
		next++
		return tileImage{n: n, img: s.Image, at: at, gain: gain}, image.Rectangle{Min: at, Max: at.Add(image.Pt(n, n))}
	}
	var t tileImage
	for i := range s.Floor {
		t, s.Floor[i] = place(contrast.floor)
		paintFloor(t, uint32(i))
	}
	for i := range s.Top {
		t, s.Top[i] = place(contrast.wall)
		paintTop(t, uint32(i))
	}
	for i := range s.Front {
		t, s.Front[i] = place(contrast.wall)
		paintFront(t, uint32(i))
	}
	for i := range s.Overlay {
		gain := float32(1)
		if o := overlay(i); o == cornerNW || o == cornerNE { // painted as floor
			gain = contrast.floor
		}
		t, s.Overlay[i] = place(gain)
		paintOverlay(t, overlay(i))
	}
	return s
}
