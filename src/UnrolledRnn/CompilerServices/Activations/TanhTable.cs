namespace UnrolledRnn.CompilerServices;

/// <summary>
/// tanh in 16 segments of |x|, by the low four bits of the index, where the first segment is the tenth: c0, c2, c3 and
/// c4 of each segment, with c5 in the lower half of c4.
/// Written by ActivationTables.py beside the tests.
/// </summary>
internal static class TanhTable
{
    public static ReadOnlySpan<float> Values =>
    [
        0.8798267f, 0.95404524f, 0.982845f, 0.9936546f, 0.99766093f, 0.99968314f, 0.9999571f, 0.9999942f,
        0.9999992f, 0.0f, 0.124353f, 0.24491866f, 0.35835737f, 0.5545997f, 0.7039056f, 0.8093011f,
        -0.19880737f, -0.08565682f, -0.033419084f, -0.012556419f, -0.0046465904f, -0.00063226273f, -8.2910665e-05f, -1.382497e-05f,
        -1.8939529e-06f, 0.0f, -0.12239496f, -0.23018967f, -0.312251f, -0.38398919f, -0.35510793f, -0.2792549f,
        0.10032449f, 0.051659964f, 0.021363847f, 0.008133002f, 0.0029840015f, 0.0004106448f, 4.348725e-05f, 1.7738148e-05f,
        1.9323218e-06f, -0.33332404f, -0.31425092f, -0.25840074f, -0.18051063f, -0.018422205f, 0.08150796f, 0.11144464f,
        -0.025418293f, -0.020414136f, -0.009352464f, -0.0035282546f, -0.0012453058f, -0.00017568513f, -6.667128e-06f, -1.7787777e-05f,
        -1.2010747e-06f, 9.879427e-32f, 0.09533177f, 0.15794407f, 0.1833383f, 0.14232466f, 0.06121574f, -0.00062460575f,
    ];
}
