package sim

import "clew/engine/maze"

// How a body walks. It is a square that moves along one axis at a time and is
// stopped by walls. Three rules make one-cell corridors pleasant:
//
//   - A body is narrower than a corridor, so it enters openings that it only
//     roughly lines up with.
//   - A body that is blocked but nearly lines up with an opening is led
//     sideways into it (see cornerAssist).
//   - With two keys held it walks along whichever axis is free, and along both
//     where there is room: hold the next direction early, and it turns as
//     soon as it can.

// slack is how far a body may be off the middle of a corridor and still fit.
const slack = CellUnits/2 - BodyHalfExtent

// diagonalSpeed is WalkSpeed divided by the square root of 2.
const diagonalSpeed = WalkSpeed * 181 / 256

// dx returns the input's direction along x: -1, 0 or 1.
func (in Input) dx() int32 { return bit(in, Right) - bit(in, Left) }

// dy returns the input's direction along y: -1, 0 or 1.
func (in Input) dy() int32 { return bit(in, Down) - bit(in, Up) }

func bit(in, key Input) int32 {
	if in&key != 0 {
		return 1
	}
	return 0
}

// walkBody moves a body by one tick's walking and turns it to where it goes.
func walkBody(m *maze.Maze, p *Player, in Input) {
	dx, dy := in.dx(), in.dy()
	switch {
	case dx != 0 && dy != 0:
		walkDiagonal(m, p, dx, dy)
	case dx != 0:
		p.X, p.Y = walkAxis(m, p.X, p.Y, dx, true)
		p.Facing = facing(dx, 0)
	case dy != 0:
		p.Y, p.X = walkAxis(m, p.Y, p.X, dy, false)
		p.Facing = facing(0, dy)
	}
}

// walkAxis walks along one axis: along is the coordinate on it, across the
// other one. It returns both, in this order.
func walkAxis(m *maze.Maze, along, across, dir int32, horizontal bool) (int32, int32) {
	moved := sweep(m, along, across, dir*WalkSpeed, horizontal)
	if moved != 0 {
		return along + moved, across
	}
	assist := cornerAssist(m, along, across, dir, horizontal)
	side := min(max(assist, -WalkSpeed), WalkSpeed)
	side = sweep(m, across, along, side, !horizontal)
	if side == 0 || side != assist {
		return along, across + side
	}
	rest := WalkSpeed - max(side, -side)
	return along + sweep(m, along, across+side, dir*rest, horizontal), across + side
}

// walkDiagonal walks along two axes: diagonally where there is room, and at
// full speed along the free axis where there is not.
func walkDiagonal(m *maze.Maze, p *Player, dx, dy int32) {
	mx := sweep(m, p.X, p.Y, dx*diagonalSpeed, true)
	p.X += mx
	my := sweep(m, p.Y, p.X, dy*diagonalSpeed, false)
	p.Y += my
	switch {
	case mx != 0 && my == 0:
		p.X += sweep(m, p.X, p.Y, dx*(WalkSpeed-diagonalSpeed), true)
		p.Facing = facing(dx, 0)
	case mx == 0 && my != 0:
		p.Y += sweep(m, p.Y, p.X, dy*(WalkSpeed-diagonalSpeed), false)
		p.Facing = facing(0, dy)
	case p.Facing != facing(dx, 0) && p.Facing != facing(0, dy):
		p.Facing = facing(dx, 0)
	}
}

// facing returns the direction of a step along one axis.
func facing(dx, dy int32) Input {
	switch {
	case dx > 0:
		return Right
	case dx < 0:
		return Left
	case dy > 0:
		return Down
	}
	return Up
}

// cornerAssist returns how far a blocked body has to go sideways to fit into
// the opening ahead that it nearly lines up with, or 0 when there is none. The
// cell ahead of the body's own comes first, then the nearer of the two beside
// it.
func cornerAssist(m *maze.Maze, along, across, dir int32, horizontal bool) int32 {
	row, lane := along/CellUnits, across/CellUnits
	offset := across - center(int(lane)) // from the middle of the lane
	if walkable(m, row+dir, lane, horizontal) {
		return offsetToFit(offset)
	}
	side := int32(1)
	if offset < 0 {
		side = -1
	}
	if !walkable(m, row, lane+side, horizontal) || !walkable(m, row+dir, lane+side, horizontal) {
		return 0
	}
	offset = offsetToFit(offset - side*CellUnits)
	if offset > CornerAssist || offset < -CornerAssist {
		return 0
	}
	return offset
}

// offsetToFit returns the way to the nearest position in a lane in which a body
// fits, from this far off its middle.
func offsetToFit(offset int32) int32 {
	switch {
	case offset > slack:
		return slack - offset
	case offset < -slack:
		return -slack - offset
	}
	return 0
}

// sweep returns how far a body gets along an axis: delta units, or up to the
// first wall. It checks every cell on the way, so no speed leads through a
// wall.
func sweep(m *maze.Maze, along, across, delta int32, horizontal bool) int32 {
	low, high := (across-BodyHalfExtent)/CellUnits, (across+BodyHalfExtent-1)/CellUnits
	dir, edge := int32(1), along+BodyHalfExtent-1
	if delta < 0 {
		dir, edge = -1, along-BodyHalfExtent
	}
	last := (edge + delta) / CellUnits
	for c := edge / CellUnits; c != last; {
		c += dir
		if walkable(m, c, low, horizontal) && walkable(m, c, high, horizontal) {
			continue
		}
		if dir > 0 {
			return c*CellUnits - 1 - edge
		}
		return (c+1)*CellUnits - edge
	}
	return delta
}

// walkable reports whether the cell at these coordinates along and across an
// axis is not a wall.
func walkable(m *maze.Maze, along, across int32, horizontal bool) bool {
	if horizontal {
		return m.Walkable(int(along), int(across))
	}
	return m.Walkable(int(across), int(along))
}
