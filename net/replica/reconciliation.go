package replica

// Reconciliation is what a Replica does when a snapshot says where the local
// player was a round trip ago. Only ReconcileReplay is right; the others show
// why it is needed.
type Reconciliation uint8

// The ways to reconcile.
const (
	// ReconcileIgnore never corrects: a wrong prediction stays wrong.
	ReconcileIgnore Reconciliation = iota
	// ReconcileSnap takes the snapshot's state as the present, and forgets what
	// the pending inputs did.
	ReconcileSnap
	// ReconcileReplay compares the snapshot with the prediction after the
	// acknowledged input and, if they differ, takes the snapshot's state and
	// steps the pending inputs again.
	ReconcileReplay
)

// Reconciliations lists the ways to reconcile, the right one first.
var Reconciliations = []Reconciliation{ReconcileReplay, ReconcileSnap, ReconcileIgnore}

var reconciliationNames = [...]string{ReconcileIgnore: "ignore", ReconcileSnap: "snap", ReconcileReplay: "replay"}

// String returns the name that files use.
func (r Reconciliation) String() string { return reconciliationNames[r] }

// ParseReconciliation returns the Reconciliation with a name.
func ParseReconciliation(name string) (r Reconciliation, ok bool) {
	for i, n := range reconciliationNames {
		if n == name {
			return Reconciliation(i), true
		}
	}
	return 0, false
}
