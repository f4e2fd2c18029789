# path.sh: the way of a new user, for try-dist.sh

# networks makes two computers: one at which the game is played, and a friend's,
# at the two ends of a wire. It fails where this machine has no such thing.
networks() {
	command -v ip >/dev/null && ip netns add clew-home 2>/dev/null && ip netns add clew-friend || return 1
	ip link add clew0 netns clew-home type veth peer name clew0 netns clew-friend || return 1
	local at
	for at in home:1 friend:2; do
		ip -n "clew-${at%:*}" addr add "10.91.0.${at#*:}/24" brd + dev clew0 &&
			ip -n "clew-${at%:*}" link set clew0 up && ip -n "clew-${at%:*}" link set lo up || return 1
	done
}

tidy_networks() {
	for name in clew-home clew-friend; do ip netns del $name 2>/dev/null; done
}

# try_path has a test of the real windows go that way with what is installed:
# from the desktop entry by two clicks into a maze, into a friend's game by the
# list of the local network, out, and in again.
try_path() {
	local home= friend= host=127.0.0.1 where="on one computer"
	if networks; then
		home="ip netns exec clew-home" friend="ip netns exec clew-friend " host=10.91.0.2 where="on another computer"
	else
		left_out "two computers: there can be no networks within this machine; the friend is on the same"
	fi
	go test -c -o "$work/e2e" ./cmd/clew/e2e || die "the test of the new user's path does not build"
	(cd cmd/clew/e2e && exec env CLEW_PICTURES="$shots" $home "$work/e2e" -test.run '^TestNewUser$' -test.v -entry $entry -friend-host $host \
		-friend "${friend}setpriv --reuid=clewd --regid=clewd --clear-groups clewd -config /etc/clewd/clewd.toml") >"$work/log" 2>&1 ||
		die "the new user's path" "$work/log"
	grep -q '^--- PASS: TestNewUser' "$work/log" || die "there is no test of the new user's path" "$work/log"
	tidy_networks
	ok ".deb: from the entry by two clicks into a maze; by the list into the game of a friend $where, out, and in again (out/TestNewUser-*.png)"
}
