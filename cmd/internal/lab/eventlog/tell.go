package eventlog

// NewPositions are those of a game that no Tracer watches, with so many clients.
func NewPositions(clients int) Positions { return Positions{clients: clients} }

// Add adds a tick: the hash of the server's world, or 0 where nobody knows it,
// where the server has each client, and where each client's screen shows each:
// clients · (1 + clients) places.
func (b *Positions) Add(hash uint64, places ...Position) {
	b.hashes = append(b.hashes, hash)
	b.positions = append(b.positions, places...)
}
