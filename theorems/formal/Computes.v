(* The definitions compute what they should. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import ring.
From Dsc Require Import Norms Uniqueness Printed Stability Lista Coherence ThreeBases Tetrahedron.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* Soft thresholding: towards 0 by t, and 0 within t of it. For t < 0 the printed formula is not a difference of two ReLUs. *)
Section Soft.
Variable R : realFieldType.

Lemma soft_above (t u : R) : 0 <= t -> t <= u -> soft t u = u - t.
Proof.
move=> t0 tu; have u0 := le_trans t0 tu; rewrite soft_relu // relu_ge0 ?subr_ge0 //.
by rewrite relu_le0 ?subr0 // subr_le0 (le_trans _ t0) // oppr_le0.
Qed.

Lemma soft_within (t u : R) : - t <= u -> u <= t -> soft t u = 0.
Proof. by move=> h1 h2; apply: soft0; rewrite ler_norml h1. Qed.

Lemma soft_below (t u : R) : 0 <= t -> u <= - t -> soft t u = u + t.
Proof. by move=> t0 ut; rewrite -[u]opprK softN soft_above ?opprB ?opprK 1?addrC // ler_oppr. Qed.

Lemma soft_negative_threshold : soft (- 2%:R) 1 = 3%:R :> R /\ relu (1 - - 2%:R) - relu (- 1 - - 2%:R) = 2%:R :> R.
Proof.
split; first by rewrite /soft sgr1 mul1r normr1 opprK -(natrD _ 1 2) relu_ge0 ?ler0n.
rewrite !opprK -(natrD _ 1 2) relu_ge0 ?ler0n // relu_ge0; first by ring.
by rewrite addrC subr_ge0 ler1n.
Qed.

(* DSC without tolerance is DSC with tolerance 0 *)
Lemma stripe_whole N a h (i : 'I_N) : (N <= h)%N -> stripe a h i = [set: 'I_(N * a)].
Proof.
move=> Nh; apply/setP => p; rewrite !inE; apply/orP; left; apply: leq_trans Nh.
by rewrite ltn_mod (leq_ltn_trans _ (ltn_ord i)).
Qed.

(* filters as long as the signal: the stripe norm is the number of nonzeros, as the paper says before Corollary 2.5's comparison *)
Lemma stripe_l0_whole N a h (x : 'cV[R]_(N.+1 * a)) : (N < h)%N -> stripe_l0 h x = l0 x.
Proof.
move=> Nh; rewrite /stripe_l0 /l0; under eq_bigr do rewrite stripe_whole // setIT.
by rewrite big_ord_recl; apply/maxn_idPl; apply/bigmax_leqP => i _.
Qed.
End Soft.

Lemma dsc_noisy0 (R : rcfType) d (D : forall j, 'M[R]_(d j, d j.+1)) s J y x : dsc D s J y x <-> dsc_noisy D s J (fun=> 0) y x.
Proof.
have zero n (z : 'cV[R]_n) : l2 z <= 0 -> z = 0.
  move=> h; have : l2 z = 0 by apply: le_anti; rewrite h l2_ge0.
  move=> /(congr1 (fun u => u ^+ 2)); rewrite l2K expr0n /sq2 => /eqP; rewrite psumr_eq0 => [/allP a|i _]; last exact: sqr_ge0.
  by apply/matrixP => i j; rewrite ord1 [RHS]mxE; have := a i (mem_index_enum _); rewrite /= sqrf_eq0 => /eqP.
split=> -[x0 h]; split=> // j jJ; have [e l] := h j jJ; split=> //.
  by rewrite -e subrr /l2 /sq2 big1 ?sqrtr0 // => i _; rewrite mxE expr0n.
by apply/eqP; rewrite -subr_eq0; apply/eqP/zero.
Qed.

(* Definitions 2.1 and 5.1 on the three bases of R^4 (1/2 and 1/2) and on the tetrahedron (8/9 and 1/3) *)
Section Coherences.
Variable R : rcfType.

Lemma unit_coherence m n (D : 'M[R]_(m, n)) mu i j : normalised D -> i != j -> 0 <= mu ->
  (forall i j, i != j -> `|(D^T *m D) i j| <= mu) -> `|(D^T *m D) i j| = mu -> mutual_coherence D = mu.
Proof.
move=> nd ij mu0 off eq; have nb k : colnorm D k = 1 by rewrite /colnorm nd sqrtr1.
apply: le_anti; apply/andP; split.
  by apply: max_le => // k _; apply: max_le => // l kl; rewrite !nb mulr1 divr1 off.
by rewrite -{1}eq; apply: (normalised_coh nd).2.
Qed.

Lemma bases_mutual_coherence : mutual_coherence (bases R) = 2%:R^-1.
Proof.
apply: (@unit_coherence _ _ _ _ 0 4%:R) => //; [exact: bases_normalised|by rewrite invr_ge0 ler0n|exact: (bases_coh R).2|].
rewrite bases_gram /= ger0_norm ?divr_ge0 ?ler0n // (_ : (gram_table _ _)%:~R = 2%:R) //.
have -> : 4%:R = 2%:R * 2%:R :> R by rewrite -natrM.
by rewrite invfM mulrA divff ?mul1r // pnatr_eq0.
Qed.

Lemma tetra_mutual_coherence : mutual_coherence (tetra R) = 8%:R / 9%:R.
Proof.
have p : 0 < 9%:R :> R by rewrite ltr0n.
apply: (@unit_coherence _ _ _ _ 0 3%:R) => //; [exact: tetra_normalised|by rewrite divr_ge0 ?ler0n| |].
  move=> i j; rewrite tetra_gram normrM normfV -intr_norm normr_nat => ij; rewrite ler_pmul2r ?invr_gt0 //.
  rewrite -[8%:R]/(8%:Z%:~R) ler_int.
  by case: i j ij => [[|[|[|[|//]]]] ?] [[|[|[|[|//]]]] ?].
by rewrite tetra_gram normrM normfV normr_nat /= -intr_norm.
Qed.
End Coherences.

(* Two steps of LISTA-CP, in rationals: D = W = [I | (3/5, 4/5)], y = d_1, thresholds 1/2 and 1/4. *)
Section TwoSteps.
Definition D3 : 'M[rat]_(2, 3) := table _ 2 3 5 [:: [:: 5%:Z; 0; 3%:Z]; [:: 0; 5%:Z; 4%:Z]].
Let theta (k : nat) : rat := if k is 0 then 2%:R^-1 else 4%:R^-1.
Let y : 'cV[rat]_2 := col 0 D3.

Lemma two_steps : lista D3 (fun=> D3) theta y 2 = \col_i nth 0 [:: 69%:R / 100%:R; 0; 20%:R^-1] i.
Proof.
have one : lista D3 (fun=> D3) theta y 1 = \col_i nth 0 [:: 2%:R^-1; 0; 10%:R^-1] i.
  apply/matrixP => i j; rewrite ord1 !mxE !big_ord_recl !big_ord0 !mxE !big_ord_recl !big_ord0 !mxE /=.
  by case: i => [[|[|[|//]]] ?]; apply/eqP.
rewrite -[lista _ _ _ _ 2]/(step D3 D3 (theta 1) y (lista D3 (fun=> D3) theta y 1)) one.
apply/matrixP => i j; rewrite ord1 !mxE !big_ord_recl !big_ord0 !mxE !big_ord_recl !big_ord0 !mxE /=.
by case: i => [[|[|[|//]]] ?]; apply/eqP.
Qed.
End TwoSteps.

(* Definition 3.1: stride 2 and kernel size 2 take length 3 to length 2, and the last tap reads a 0 *)
Section Conv.
Variable R : realFieldType.
Lemma conv_reads (f : nat -> nat -> R) :
  let g := run_conv 2 (Conv 1 2 (fun _ _ _ => 1) (fun=> 0)) (Feature 1 3 f) in
  [/\ len g = 2%N, read g 0 0 = relu (f 0%N 0%N + f 0%N 1%N) & read g 0 1 = relu (f 0%N 2%N)].
Proof. by split=> //; rewrite /read /= !big_ord_recl !big_ord0 /read /= !mul1r !addr0 !add0r. Qed.
End Conv.
