// Compares generated with real clouds:
// swift run -c release SceneStatistics NAME --real A.ply … --generated B.ply …
//   [--edges 1,1.5,2] [--longest 0.6] [--plot P.svg]
import CairnClouds
import CairnFiles

var name = "clouds"
var files: [String: [String]] = [:]
var option = ""
for argument in CommandLine.arguments.dropFirst() {
  if argument.hasPrefix("--") {
    option = argument
  } else if option.isEmpty {
    name = argument
  } else {
    files[option, default: []].append(argument)
  }
}
let longest = files["--longest"]?.first.flatMap { Float($0) } ?? .infinity
func statistics(_ files: [String]) throws -> CloudStatistics {
  var result = CloudStatistics()
  result.longestObject = longest
  for file in files { result.add(try PointCloud(contentsOf: file)) }
  return result
}
let report = StatisticsReport(
  name: name, real: try statistics(files["--real"] ?? []),
  generated: try statistics(files["--generated"] ?? []))
print(report.table)
if let edges = files["--edges"]?.first {
  print("\n" + report.noiseTable(edges: edges.split(separator: ",").compactMap { Float($0) }))
}
if let path = files["--plot"]?.first {
  let file = try OutputFile(path: path, overwriting: true)
  try file.write(report.plot)
  try file.commit()
}
