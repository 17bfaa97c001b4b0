namespace HyperGan.Mine;

/// <summary> Where a fit is. </summary>
/// <param name="Epoch"> Passes over the training samples so far. </param>
/// <param name="Epochs"> Passes there will be. </param>
/// <param name="Training"> Mean of the bound over the batches of the last pass, in nats; too high, since the critic has seen them. </param>
/// <param name="HeldOut"> The bound on what was held out. </param>
/// <param name="Best"> The best of these so far; its parameters are kept. </param>
public readonly record struct MineProgress(int Epoch, int Epochs, double Training, double HeldOut, double Best);
