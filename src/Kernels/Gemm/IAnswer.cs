namespace HyperGan.Kernels;

/// <summary> Yes or no as a type parameter, for the reasons of <see cref="ISize"/>: asked for by <c>typeof(TAnswer) == typeof(Yes)</c>. </summary>
interface IAnswer;

readonly struct Yes : IAnswer;

readonly struct No : IAnswer;
