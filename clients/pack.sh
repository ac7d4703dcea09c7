#!/usr/bin/env bash
# Makes the three clients as packages in artifacts/clients: a nupkg, an npm tarball, a wheel. Then each is installed from its package and
# imported, where its tool is here; what is not is named. They are not published to a registry.
set -euo pipefail
cd "$(dirname "$0")"
version=0.1.0
out="$PWD/../artifacts/clients"
rm -rf "$out"; mkdir -p "$out"
try=$(mktemp -d); trap 'rm -rf "$try"' EXIT

# Pure Python: a wheel is a zip with a record of hashes. Same file, same wheel.
python3 - "$out" "$version" <<'PY'
import base64, hashlib, sys, zipfile
out, version = sys.argv[1:]
info = f"compliance_client-{version}.dist-info"
files = {
    "compliance.py": open("python/compliance.py", "rb").read(),
    f"{info}/METADATA": f"Metadata-Version: 2.1\nName: compliance-client\nVersion: {version}\nSummary: Client of the Compliance API\nRequires-Python: >=3.9\n".encode(),
    f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: pack.sh\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}
digest = lambda data: "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
record = "".join(f"{path},{digest(data)},{len(data)}\n" for path, data in files.items()) + f"{info}/RECORD,,\n"
with zipfile.ZipFile(f"{out}/compliance_client-{version}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
    for path, data in {**files, f"{info}/RECORD": record.encode()}.items():
        entry = zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0))
        entry.external_attr = 0o100644 << 16
        wheel.writestr(entry, data)
PY
if python3 -m pip --version >/dev/null 2>&1; then
  python3 -m pip install --quiet --no-index --no-deps --target "$try/python" "$out"/*.whl
  (cd "$try" && PYTHONPATH="$try/python" python3 -c 'import compliance; compliance.Client("http://127.0.0.1:9")') && echo "wheel: installed and imported"
else echo "wheel: made, not tried (no pip)"; fi

if command -v npm >/dev/null; then
  npm pack ./typescript --pack-destination "$out" --silent >/dev/null
  mkdir "$try/node"
  (cd "$try/node" && npm init --yes --silent >/dev/null && npm install --offline --silent --no-audit --no-fund "$out"/*.tgz \
    && node --input-type=module -e 'import * as client from "compliance-client"; if (!client.ComplianceError) process.exit(1)') && echo "npm tarball: installed and imported"
else echo "npm tarball: not made (no npm)"; fi

# Built for the oldest .NET that it supports where that reference pack is here, else for this SDK's own.
dotnet pack csharp/Compliance.Client.csproj -c Release -v quiet -nologo -o "$out" 2>"$try/pack.log" >"$try/pack.out" \
  || dotnet pack csharp/Compliance.Client.csproj -c Release -v quiet -nologo -o "$out" -p:ClientFramework=net10.0
mkdir "$try/net"
cat >"$try/net/Try.csproj" <<CSPROJ
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
<RestoreSources>$out</RestoreSources><RestorePackagesPath>$try/packages</RestorePackagesPath></PropertyGroup>
<ItemGroup><PackageReference Include="Compliance.Client" Version="$version" /></ItemGroup></Project>
CSPROJ
echo 'Console.WriteLine(typeof(Compliance.Client.ComplianceClient).Assembly.GetName().Name);' >"$try/net/Program.cs"
(cd "$try/net" && dotnet run -v quiet) | grep -qx Compliance.Client && echo "nupkg: installed and used"
ls -1 "$out"
