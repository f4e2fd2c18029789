package game

// MaxPoints limits Player.Points.
const MaxPoints = 1<<31 - 1

// placePoints are the points of the first places.
var placePoints = [...]uint32{10, 7, 5, 4, 3, 2}

// PointsFor returns what a place in a level gives, the first being 1:
//
//	place    1  2  3  4  5  6  7 and later
//	points  10  7  5  4  3  2  1
//
// Players that reach the exit in the same tick have the same place, and the next one
// has that after all of them. A player that does not reach it gains nothing.
func PointsFor(place uint32) uint32 {
	switch {
	case place == 0:
		return 0
	case place <= uint32(len(placePoints)):
		return placePoints[place-1]
	}
	return 1
}

// reachExit gives the player a place and its points.
func (p *Player) reachExit(place uint32) {
	p.Place, p.Gained = place, PointsFor(place)
	p.Points = min(p.Points+p.Gained, MaxPoints)
}
