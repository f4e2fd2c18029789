// Paint makes the icon of the game: a ball of thread that glows on dark stone,
// and the thread that runs from it through a passage out of the picture.
//
//	go run ./assets/icon/paint assets/icon    writes the files that are kept there
//
// It writes clew.svg, clew-SIZE.png for every size in px that desktops ask for,
// clew.ico for Windows and clew.icns for macOS. The drawing is a list of shapes
// with two pens: one writes SVG, the other pixels. Small icons have less in
// them, not the same made smaller.
package main

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
)

// iconSizes are those of the hicolor icon theme, and what else Windows and macOS ask for.
var iconSizes = []int{16, 24, 32, 48, 64, 128, 256, 512}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "paint: name the folder to write the icons into, such as assets/icon")
		os.Exit(2)
	}
	for name, content := range iconFiles() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), content, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "paint:", err)
			os.Exit(1)
		}
	}
}

// iconFiles are all files of the icon, by name.
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
