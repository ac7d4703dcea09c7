#!/usr/bin/env bash
# Everything that must hold, on a clean checkout: install what the tests need, restore, build without a warning, test.
# Real list files are read from COMPLIANCE_TEST_DATA (default ../shared); tests that need them say so when they are absent.
set -euo pipefail
cd "$(dirname "$0")"

install_debian() { # package ... : installs what is missing, if this machine lets us
  local missing=()
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "not installed: ${missing[*]} (tests that need them are skipped)"; return 0
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

if [ "${SKIP_INSTALL:-}" != "1" ]; then
  install_debian chromium fonts-noto-core fonts-noto-cjk || echo "Debian packages could not be installed; browser tests are skipped"
  if command -v npm >/dev/null; then
    (cd tests/Azurite && npm ci --silent --no-audit --no-fund) || echo "Azurite could not be installed; its tests are skipped"
  fi
fi

dotnet restore Compliance.sln
dotnet build Compliance.sln --no-restore -c Release -v quiet

passed=0; failed=0; skipped=0; status=0
for project in tests/*.Tests; do
  log=$(mktemp)
  dotnet test "$project" --no-build -c Release --logger "console;verbosity=minimal" "$@" 2>&1 | tee "$log" || status=1
  line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" | tail -1 || true)
  if [ -z "$line" ]; then echo "$project ran no test"; status=1; continue; fi
  count() { sed -E "s/.*$1: +([0-9]+).*/\1/" <<<"$line"; }
  failed=$((failed + $(count Failed))); passed=$((passed + $(count Passed))); skipped=$((skipped + $(count Skipped)))
done
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
