namespace HyperGan.Mine;

/// <summary> What a fit ended with. </summary>
/// <param name="Information"> The bound on the held-out samples, of the best parameters; chosen by these very samples, so higher by a little than on fresh ones. </param>
/// <param name="BestEpoch"> The pass whose parameters were kept; 0 for those before the first. </param>
/// <param name="Epochs"> Passes done. </param>
/// <param name="Cancelled"> Whether the fit was cancelled before the last. </param>
public sealed record MineFit(InformationEstimate Information, int BestEpoch, int Epochs, bool Cancelled);
