package replica

import (
	"fmt"

	"clew/net/wire"
)

// VersionError reports that the server speaks another version of the protocol.
type VersionError struct{ ServerVersion uint32 }

func (e *VersionError) Error() string {
	return fmt.Sprintf("replica: the server speaks version %d of the protocol, this client speaks %d; use the same release of Clew",
		e.ServerVersion, wire.Version)
}
