package netsettings

import (
	"clew/cmd/clew/internal/i18n"
	"clew/net/replica"
)

// CorrectionText tells how large a correction was, and what a client can know of its
// cause.
func CorrectionText(c *replica.Correction) string {
	key := "presenter.unknown"
	switch c.Kind {
	case replica.Resumed:
		key = "presenter.died"
	case replica.Relocated:
		return i18n.T("presenter.level")
	case replica.Snapped:
		key = "presenter.snap"
	}
	return CorrectionTextOf(c.Size, key)
}

// CorrectionTextOf tells how large a correction was, and its cause: the key of a
// message.
func CorrectionTextOf(size int32, cause string) string {
	return i18n.Tf("presenter.correction", i18n.FormatCells(size), i18n.T(cause))
}
