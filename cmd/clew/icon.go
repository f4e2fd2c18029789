package main

import (
	"image"
	"image/png"
	"io/fs"

	"clew/assets"
)

// icons returns the window's icon in the sizes that systems ask for.
func icons() (all []image.Image) {
	names, _ := fs.Glob(assets.Icons, "icon/*.png")
	for _, name := range names {
		f, err := assets.Icons.Open(name)
		if err != nil {
			continue // a missing icon is no reason to fail
		}
		if m, err := png.Decode(f); err == nil {
			all = append(all, m)
		}
		f.Close()
	}
	return all
}
