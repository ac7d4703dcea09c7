#!/usr/bin/env bash
# Everything that must hold, on a clean checkout: install what the tests need, restore, build without a warning, test. Arguments go to `dotnet test`.
# Real list files are read from COMPLIANCE_TEST_DATA (default ../shared); tests that need them say so when they are absent.
# SKIP_INSTALL=1 installs nothing. CI=true restores exactly what the lock files say.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

project_limit=900 # seconds; a project that hangs must not hide what the others found

install_debian() { # package ... : installs what is missing, if this machine lets us
  local missing=()
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "not installed: ${missing[*]} (tests that need them are skipped)"; return 0
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

install_azurite() { # from the lock file, unless it is there already
  [ tests/Azurite/node_modules/.package-lock.json -nt tests/Azurite/package-lock.json ] && return 0
  command -v npm >/dev/null || { echo "npm is not installed; tests on Azurite are skipped"; return 0; }
  (cd tests/Azurite && npm ci --silent --no-audit --no-fund)
}

if [ "${SKIP_INSTALL:-}" != "1" ]; then
  install_debian chromium fonts-noto-core fonts-noto-cjk || echo "Debian packages could not be installed; browser tests are skipped"
  [ -d tests/Bicep/node_modules ] || ! command -v npm >/dev/null || (cd tests/Bicep && npm ci --silent --ignore-scripts --no-audit --no-fund) || echo "the Bicep grammar could not be installed; its test is skipped"
  install_azurite || echo "Azurite could not be installed; its tests are skipped"
fi

dotnet restore Compliance.sln -v quiet # Directory.Build.props turns locked mode on where CI=true
dotnet build Compliance.sln --no-restore -c Release -v quiet -nologo

passed=0; failed=0; skipped=0; status=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in tests/*.Tests; do
  ended=0
  timeout --foreground "$project_limit" dotnet test "$project" --no-build -c Release --logger "console;verbosity=minimal" "$@" 2>&1 | tee "$log" || ended=$?
  [ "$ended" -eq 0 ] || status=1
  [ "$ended" -ne 124 ] || echo "$project did not end within $project_limit seconds"
  line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" | tail -1 || true)
  if [ -z "$line" ]; then echo "$project gave no result"; status=1; continue; fi
  count() { sed -E "s/.*$1: +([0-9]+).*/\1/" <<<"$line"; }
  failed=$((failed + $(count Failed))); passed=$((passed + $(count Passed))); skipped=$((skipped + $(count Skipped)))
done
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
