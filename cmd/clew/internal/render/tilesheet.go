package render

import "image"

// The number of variants of each kind of tile.
const (
	FloorVariants = 16
	TopVariants   = 16
	FrontVariants = 8
)

// Overlay is a picture drawn over floor or the top of a wall.
type Overlay uint8

// The overlays. Shadows and corners of floor are named after the side of the
// wall; edges of walls after the open side.
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

// TileSheet holds all tiles of one size in one image.
type TileSheet struct {
	Cell  int // the side of a picture, in pixels
	Image *image.RGBA

	Floor   [FloorVariants]image.Rectangle
	Top     [TopVariants]image.Rectangle
	Front   [FrontVariants]image.Rectangle // the front face fills the cell's lowest wallFrontHeight pixels
	Overlay [OverlayCount]image.Rectangle
}

// tileGap keeps neighbours out of a tile that is drawn stretched.
const tileGap = 1

// wallFrontHeight returns the height of a wall's front for a cell of n pixels.
func wallFrontHeight(n int) int { return max(3, n*34/100) }

// paintTiles paints the sheet for cells of n pixels.
func paintTiles(n int) *TileSheet {
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
