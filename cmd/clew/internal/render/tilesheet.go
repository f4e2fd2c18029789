package render

import "image"

// How many different pictures there are of each thing that is not unique.
const (
	FloorVariants = 16
	TopVariants   = 16
	FrontVariants = 8
)

// Overlay names a picture that is laid over a floor slab or a wall's top.
type Overlay uint8

// The parts. The shadows and corners of a floor cell are named after the
// side on which the wall stands; the edges of a wall after the side that is
// open.
const (
	ShadowN      Overlay = iota // on the floor: below a wall's front
	ShadowW                     // on the floor: east of a wall
	ShadowE                     // on the floor: west of a wall
	ShadowS                     // on the floor: north of a wall
	ShadowNW                    // on the floor: where only the diagonal cell is wall
	ShadowNE                    // likewise
	EdgeN                       // on a wall: the thin bright edge
	EdgeW                       // likewise
	EdgeE                       // on a wall: the edge away from the light
	CornerNW                    // on a wall: two open sides meet, the stone is worn round
	CornerNE                    // likewise
	FrontEndW                   // on a wall's front: its western end
	FrontEndE                   // on a wall's front: its eastern end
	StartMark                   // on a start: a clew carved into the slab
	Stairs                      // on an exit: steps up to the north
	OverlayCount                // how many there are
)

// TileSheet is every picture of one size, side by side in one image.
type TileSheet struct {
	Cell  int // the side of a picture, in pixels
	Image *image.RGBA

	Floor   [FloorVariants]image.Rectangle
	Top     [TopVariants]image.Rectangle
	Front   [FrontVariants]image.Rectangle // the front face fills the cell's lowest WallFrontHeight pixels
	Overlay [OverlayCount]image.Rectangle
}

// tileGap keeps a picture's neighbours out of it when it is drawn stretched.
const tileGap = 1

// WallFrontHeight is the height of a wall's front face for a cell of n pixels.
func WallFrontHeight(n int) int { return max(3, n*34/100) }

// PaintTiles makes the sheet for cells of n pixels.
func PaintTiles(n int) *TileSheet {
	const columns = 8
	total := FloorVariants + TopVariants + FrontVariants + int(OverlayCount)
	rows := (total + columns - 1) / columns
	s := &TileSheet{Cell: n, Image: image.NewRGBA(image.Rect(0, 0, columns*(n+tileGap), rows*(n+tileGap)))}
	next := 0
	place := func() (tileImage, image.Rectangle) {
		at := image.Pt(next%columns*(n+tileGap), next/columns*(n+tileGap))
		next++
		return tileImage{n: n, img: s.Image, at: at}, image.Rectangle{Min: at, Max: at.Add(image.Pt(n, n))}
	}
	var t tileImage
	for i := range s.Floor {
		t, s.Floor[i] = place()
		paintFloor(t, uint32(i))
	}
	for i := range s.Top {
		t, s.Top[i] = place()
		paintTop(t, uint32(i))
	}
	for i := range s.Front {
		t, s.Front[i] = place()
		paintFront(t, uint32(i))
	}
	for i := range s.Overlay {
		t, s.Overlay[i] = place()
		paintOverlay(t, Overlay(i))
	}
	return s
}
