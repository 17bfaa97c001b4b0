namespace HyperGan.Cli.Uci;

/// <summary> What the protocol of Hernández-Lobato and Adams (ICML 2015) says of single sets: the large one has fewer splits and a wider network. </summary>
static class UciProtocol
{
    const string Large = "protein-tertiary-structure";

    /// <summary> Splits of a set. </summary>
    public static int Splits(string set) => set is Large ? 5 : UciSplit.Count;

    /// <summary> Hidden widths of its network. </summary>
    public static IReadOnlyList<int> Hidden(string set) => set is Large ? [100] : [50];
}
