package discovery

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// roleVar makes the test binary play a role in a test between namespaces,
// rather than test.
const roleVar = "CLEW_LAN_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVar); role != "" {
		os.Exit(runRole(role))
	}
	goleak.VerifyTestMain(m)
}
