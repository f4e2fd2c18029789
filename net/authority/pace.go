package authority

// SetInterval changes Config.Interval from the next tick on. Clients are not
// told: they see it by the ticks of their snapshots.
func (a *Authority) SetInterval(ticks int) { a.cfg.Interval = max(ticks, 1) }

// SetTarget changes Config.Target from the next tick on.
func (a *Authority) SetTarget(inputs int) { a.cfg.Target = max(inputs, 1) }
