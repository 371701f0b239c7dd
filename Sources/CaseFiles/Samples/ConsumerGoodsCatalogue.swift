/// Made-up products by falling annual value: generic names, no brands.
enum ConsumerGoodsCatalogue {
  /// A product.
  struct Product {
    /// First letter of its identifier: laundry, cleaning, paper, body care, food, drinks, pets, household.
    let category: Character
    /// Name with the size of the pack.
    let name: String
    /// Money per unit.
    let unitCost: Double
    /// Whether it comes from overseas.
    let isImported: Bool

    init(_ category: Character, _ name: String, _ unitCost: Double, imported: Bool = false) {
      self.category = category
      self.name = name
      self.unitCost = unitCost
      isImported = imported
    }
  }

  /// The products.
  static let products: [Product] = [
    Product("L", "Laundry detergent 2 l", 6.40),
    Product("P", "Baby diapers, size 4, 80 pieces", 17.20, imported: true),
    Product("F", "Ground coffee 1 kg", 9.80),
    Product("P", "Toilet tissue, 24 rolls", 8.90),
    Product("L", "Laundry pods, 42 pieces", 9.60),
    Product("F", "Olive oil 1 l", 7.70, imported: true),
    Product("T", "Dry dog food 12 kg", 21.50),
    Product("C", "Dishwasher tablets, 60 pieces", 8.10),
    Product("P", "Kitchen towels, 12 rolls", 7.30),
    Product("D", "Sparkling water, 24 bottles", 5.20),
    Product("B", "Shampoo 750 ml", 4.10),
    Product("T", "Cat litter 10 kg", 6.80),
    Product("F", "Peanut butter 1 kg", 4.60),
    Product("B", "Toothpaste, 4 tubes", 5.40),
    Product("H", "Batteries AA, 24 pieces", 8.40, imported: true),
    Product("L", "Fabric softener 3 l", 4.90),
    Product("B", "Razor blades, 12 pieces", 15.80, imported: true),
    Product("F", "Breakfast cereal 1 kg", 4.30),
    Product("D", "Orange juice, 8 cartons", 9.20),
    Product("C", "All-purpose cleaner 2 l", 3.70),
    Product("P", "Facial tissues, 10 boxes", 8.60),
    Product("B", "Body lotion 500 ml", 4.80),
    Product("F", "Basmati rice 5 kg", 8.70, imported: true),
    Product("T", "Wet cat food, 40 pouches", 13.90),
    Product("C", "Dish soap 1 l", 2.30),
    Product("B", "Deodorant, 3 sticks", 6.20),
    Product("H", "Light bulbs, 8 pieces", 9.90, imported: true),
    Product("F", "Honey 1 kg", 6.90),
    Product("L", "Stain remover 1 l", 4.20),
    Product("D", "Green tea, 100 bags", 4.40),
    Product("B", "Sun cream 250 ml", 6.60),
    Product("C", "Toilet cleaner, 4 bottles", 5.10),
    Product("P", "Napkins, 500 pieces", 3.40),
    Product("H", "Storage boxes, set of 4", 14.20, imported: true),
    Product("B", "Hand soap refill 2 l", 3.90),
    Product("T", "Dog treats 1 kg", 7.10),
    Product("C", "Glass cleaner 1 l", 2.10),
    Product("H", "Freezer bags, 150 pieces", 3.20),
    Product("F", "Maple syrup 1 l", 11.30),
    Product("B", "Electric toothbrush heads, 6 pieces", 16.70, imported: true),
    Product("L", "Wool wash 1.5 l", 4.70),
    Product("D", "Hot chocolate 1 kg", 5.60),
    Product("H", "Non-stick pan 28 cm", 19.40, imported: true),
    Product("T", "Pet carrier, medium", 24.80, imported: true),
    Product("H", "Water filter cartridges, 6 pieces", 22.60),
    Product("C", "Carpet cleaner 3 l", 14.90),
    Product("H", "Steam mop", 58.00, imported: true),
    Product("H", "Stainless steel stock pot 12 l", 41.00, imported: true),
  ]

  /// The name of a further size of a product.
  static func size(_ number: Int) -> String {
    let names = ["family pack", "small pack", "twin pack", "refill", "club pack", "value pack", "travel size"]
    return number <= names.count ? names[number - 1] : "pack \(number + 1)"
  }
}
