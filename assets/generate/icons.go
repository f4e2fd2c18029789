package main

import (
	"bytes"
	"fmt"
	"image/png"
)

// iconSizes are the sizes of the hicolor icon theme, and those that Windows and
// macOS ask for.
var iconSizes = []int{16, 24, 32, 48, 64, 128, 256, 512}

// iconFiles returns all files of the icon, by name.
func iconFiles() map[string][]byte {
	all := map[string][]byte{"clew.svg": svg(iconShapes(full))}
	pictures := map[int][]byte{}
	for _, size := range iconSizes {
		var b bytes.Buffer
		if err := png.Encode(&b, raster(iconShapes(detailOf(size)), size)); err != nil {
			panic(err) // a Buffer takes all, and the picture has a size
		}
		pictures[size] = b.Bytes()
		all[fmt.Sprintf("clew-%d.png", size)] = b.Bytes()
	}
	all["clew.ico"] = ico(pictures)
	all["clew.icns"] = icns(pictures)
	return all
}
