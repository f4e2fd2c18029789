package authority

// SetSnapshotInterval changes Config.SnapshotInterval from the next tick on. Clients are not
// told: they see it by the ticks of their snapshots.
func (a *Authority) SetSnapshotInterval(ticks int) { a.cfg.SnapshotInterval = max(ticks, 1) }

// SetInputQueueTarget changes Config.InputQueueTarget from the next tick on.
func (a *Authority) SetInputQueueTarget(inputs int) { a.cfg.InputQueueTarget = max(inputs, 1) }
