@main
struct Meio {
  static func main() {}
}
