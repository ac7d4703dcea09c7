#!/usr/bin/env bash
# Makes the deployable package artifacts/compliance.zip: the .NET isolated worker for linux-x64, compiled ahead of time, on the platform's .NET 10.
# It then looks the package over: ./publish.sh --check looks over one that is there. Then it starts it. Needed: the .NET 10 SDK, python3 (zip with modes), curl.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

folder=artifacts/package
package=artifacts/compliance.zip
limit_mb=40 # 23 without mail; MailKit brings BouncyCastle, 12 MB unpacked before it is compiled ahead of time

make() {
  rm -rf "$folder" "$package"
  # What the package resolves stands in the lock files of the sources: the projects name its runtime. Where CI=true nothing else is restored.
  dotnet publish functions -c Release -r linux-x64 --self-contained false --artifacts-path "$PWD/artifacts/package-build" -o "$folder" -v quiet -nologo \
    -p:PublishReadyToRun=true -p:DebugType=none -p:GenerateDocumentationFile=false
  rm -f "$folder"/web.config "$folder"/appsettings*.json
  chmod 755 "$folder/compliance-service"
  python3 - "$folder" "$package" <<'PY'
import os, stat, sys, zipfile
folder, package = sys.argv[1:]
# Same files, same package: names in order, one date, the modes of the files.
with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(os.path.join(d, f) for d, _, files in os.walk(folder) for f in files):
        entry = zipfile.ZipInfo(os.path.relpath(path, folder).replace(os.sep, "/"), (2026, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = (stat.S_IFREG | (0o755 if os.access(path, os.X_OK) else 0o644)) << 16
        with open(path, "rb") as file:
            archive.writestr(entry, file.read())
PY
}

check() {
  python3 - "$package" "$limit_mb" <<'PY'
import json, sys, zipfile
package, limit = sys.argv[1], int(sys.argv[2])
faults = []
with zipfile.ZipFile(package) as archive:
    names = set(archive.namelist())
    for name in ("host.json", "functions.metadata", "worker.config.json", "extensions.json", "compliance-service.dll", "compliance-service.runtimeconfig.json"):
        if name not in names:
            faults.append(f"{name} is missing")
    if faults:
        sys.exit("\n".join(f"fault: {fault}" for fault in faults))
    host = json.loads(archive.read("host.json"))
    for key in ("customHandler", "extensionBundle"):
        if key in host:
            faults.append(f"host.json has {key}, which an isolated worker does not use")
    worker = json.loads(archive.read("worker.config.json"))["description"]
    if worker["language"] != "dotnet-isolated" or worker["defaultWorkerPath"] != "compliance-service.dll":
        faults.append("worker.config.json does not start compliance-service.dll as an isolated worker")
    for extension in json.loads(archive.read("extensions.json"))["extensions"]:
        if extension["hintPath"].removeprefix("./") not in names:
            faults.append(f"{extension['hintPath']}, which extensions.json names, is missing")
    if not any(name.startswith(".azurefunctions/") for name in names):
        faults.append(".azurefunctions is missing: the host has no queues and no timers")
    functions = []
    for function in json.loads(archive.read("functions.metadata")):
        functions.append(function["name"])
        if not any(binding["type"].endswith("Trigger") for binding in function["bindings"]):
            faults.append(f"{function['name']} has no trigger")
    if not functions:
        faults.append("there are no functions")
    faults += [f"{name} is of the custom handler" for name in names if name.endswith("function.json")]
    if not (archive.getinfo("compliance-service").external_attr >> 16) & 0o111:
        faults.append("compliance-service is not executable")
    if "libe_sqlite3.so" not in names:
        faults.append("libe_sqlite3.so is missing")
    faults += [f"{name} does not belong into a package" for name in names if name.endswith((".pdb", ".xml")) or "appsettings" in name or name.startswith("..")]
size = round(__import__("os").path.getsize(package) / 1e6, 1)
if size > limit:
    faults.append(f"{size} MB are more than {limit}")
print(f"{package}: {size} MB of at most {limit}, {len(names)} files, {len(functions)} functions: {' '.join(functions)}")
for fault in faults:
    print(f"fault: {fault}")
sys.exit(1 if faults else 0)
PY
}

# The package as it will be unpacked, started with the sample lists until it answers: an assembly that was left out by mistake shows only then.
start() {
  local room port=$((20000 + RANDOM % 20000)) answer=""
  room=$(mktemp -d)
  python3 - "$package" "$room" <<'PY'
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.infolist():
        os.chmod(archive.extract(entry, sys.argv[2]), entry.external_attr >> 16 & 0o777)
PY
  COMPLIANCE_DATA_DIR="$room/.data" COMPLIANCE_OFFLINE=true ASPNETCORE_ENVIRONMENT=Development "$room/compliance-service" serve --urls "http://127.0.0.1:$port" >"$room/log" 2>&1 &
  local process=$!
  for _ in $(seq 150); do
    answer=$(curl -fsS "http://127.0.0.1:$port/health/ready" 2>/dev/null) && break
    kill -0 "$process" 2>/dev/null || break
    sleep 0.2
  done
  kill -TERM "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
  if [ -z "$answer" ]; then echo "fault: the package does not start:"; tail -5 "$room/log"; rm -rf "$room"; return 1; fi
  rm -rf "$room"
  echo "the package starts and is ready"
}

[ "${1:-}" = "--check" ] || make
check
start
