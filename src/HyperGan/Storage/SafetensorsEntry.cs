namespace HyperGan;

/// <summary> What the header says of one tensor, checked on its own: the shape and the type give as many bytes as the offsets. </summary>
/// <param name="Name"> Its name. </param>
/// <param name="Type"> How its numbers lie. </param>
/// <param name="Shape"> Its dimensions. </param>
/// <param name="Begin"> Its first byte, counted from the end of the header. </param>
/// <param name="End"> The byte after its last. </param>
sealed record SafetensorsEntry(string Name, SafetensorsType Type, int[] Shape, long Begin, long End)
{
    /// <summary> How many numbers it has. </summary>
    public int Count => (int)((End - Begin) / Type.Size);
}
