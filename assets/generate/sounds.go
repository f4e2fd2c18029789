package main

// soundFiles returns all files, by name.
func soundFiles() map[string][]byte {
	all := map[string][]byte{"night.txt": nightScore(nightSeed)}
	for name, notes := range soundNotes {
		all[name+".wav"] = wav(render(notes))
	}
	return all
}
