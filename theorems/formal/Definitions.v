(* The definitions of the paper, alone, in its order; the lemmas that test them are in Computes.v.

   Reading guide
   - 'M[R]_(m, n) is a matrix of m rows and n columns over R, 'cV[R]_n a column, A^T the transpose, *m the product, k%:R the natural
     number k in R. R is any ordered field; where a square root is taken, any real closed field. The real numbers are one.
   - J layers have sizes d 0, d 1, ..., d J. The paper's D_(j+1) is D j here, a matrix of d j rows and d (j + 1) columns.
     What belongs to a code (x, lambda, eps, B, delta) carries the number of its layer, as in print: x_1 is x 1, lambda_1 is s 1.
     What belongs to a dictionary (D, W, mu, the thresholds, the noise vector) carries the number of the layer above it.
   - lambda_j bounds a number of nonzeros, so it is a natural number.
   - exp (- c k) with c > 0 is written q ^ k with 0 < q < 1. *)
From mathcomp Require Import all_ssreflect all_algebra.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Vectors.
Variable R : realFieldType.
Variable n : nat.
Implicit Type x : 'cV[R]_n.

Definition supp x : {set 'I_n} := [set i | x i 0 != 0].
Definition l0 x : nat := #|supp x|.
Definition l1 x : R := \sum_i `|x i 0|.
Definition sq2 x : R := \sum_i x i 0 ^+ 2.                    (* the square of the Euclidean norm *)
End Vectors.

Definition l2 (R : rcfType) n (x : 'cV[R]_n) : R := Num.sqrt (sq2 x).

(* --- Definition 1.1: ML-CSC --- *)
Section Convolutional.
Variable R : realFieldType.
(* N shifts around a circle; b channels in the signal, a in the code, so that shift i and channel c have the place i b + c and i a + c;
   each of the a filters covers h shifts *)
Variables (N b a h : nat).

Definition convolutional (D : 'M[R]_(N * b, N * a)) : Prop :=
  exists f : nat -> nat -> R, (forall c t, (h * b <= t)%N -> f c t = 0) /\
    forall r p, D r p = f (p %% a)%N ((r + N * b - p %/ a * b) %% (N * b))%N.

(* the entries of a code whose filters overlap those of shift i: 2 h - 1 shifts *)
Definition stripe (i : 'I_N) : {set 'I_(N * a)} :=
  [set p : 'I_(N * a) | ((i + N - p %/ a) %% N < h)%N || ((p %/ a + N - i) %% N < h)%N].
Definition stripe_l0 (x : 'cV[R]_(N * a)) : nat := \max_(i < N) #|supp x :&: stripe i|.
End Convolutional.

Definition ml_csc (R : realFieldType) (N : nat) (a h : nat -> nat) (D : forall j, 'M[R]_(N * a j, N * a j.+1))
    (s : nat -> nat) (J : nat) (y : 'cV[R]_(N * a 0%N)) (x : forall j, 'cV[R]_(N * a j)) : Prop :=
  (forall j, (j < J)%N -> convolutional (h j.+1) (D j)) /\ x 0%N = y /\
  forall j, (j < J)%N -> x j = D j *m x j.+1 /\ (stripe_l0 (h j.+1) (x j.+1) <= s j.+1)%N.

(* --- Definition 1.2: DSC with no tolerance, and with the tolerances eps --- *)
Section DeepCoding.
Variables (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) (J : nat).

Definition dsc (y : 'cV[R]_(d 0%N)) (x : forall j, 'cV[R]_(d j)) : Prop :=
  x 0%N = y /\ forall j, (j < J)%N -> x j = D j *m x j.+1 /\ (l0 (x j.+1) <= s j.+1)%N.

(* Definition 2.2: each code has the least l1 norm *)
Definition dsc1 (y : 'cV[R]_(d 0%N)) (x : forall j, 'cV[R]_(d j)) : Prop :=
  x 0%N = y /\ forall j, (j < J)%N -> x j = D j *m x j.+1 /\ forall u, x j = D j *m u -> l1 (x j.+1) <= l1 u.
End DeepCoding.

Definition dsc_noisy (R : rcfType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) (J : nat)
    (eps : nat -> R) (y : 'cV[R]_(d 0%N)) (x : forall j, 'cV[R]_(d j)) : Prop :=
  x 0%N = y /\ forall j, (j < J)%N -> l2 (x j - D j *m x j.+1) <= eps j.+1 /\ (l0 (x j.+1) <= s j.+1)%N.

(* --- Definition 2.1: mutual coherence; Assumption 1 --- *)
Section Coherence.
Variable R : rcfType.

Definition colnorm m n (D : 'M[R]_(m, n)) i : R := Num.sqrt ((D^T *m D) i i).
Definition mutual_coherence m n (D : 'M[R]_(m, n)) : R :=
  \big[Num.max/0]_i \big[Num.max/0]_(j | i != j) (`|(D^T *m D) i j| / (colnorm D i * colnorm D j)).
End Coherence.

(* s < (1 + 1/mu) / 2, where 1/0 is infinite *)
Definition coherence_bound (R : realFieldType) (s : nat) (mu : R) : Prop := mu = 0 \/ s%:R < (1 + mu^-1) / 2%:R.

Definition assumption1 (R : rcfType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat) (J : nat) : Prop :=
  forall j, (j < J)%N -> coherence_bound (s j.+1) (mutual_coherence (D j)).

(* columns of Euclidean norm 1 *)
Definition normalised (R : realFieldType) m n (D : 'M[R]_(m, n)) : Prop := forall i, (D^T *m D) i i = 1.

(* --- Assumption 2: the classes X(B, delta) and X(B, s, delta) --- *)
Section Classes.
Variables (R : realFieldType) (m n : nat).

Definition in_XB (B delta : R) (x : 'cV[R]_n) (e : 'cV[R]_m) : Prop := (forall i, `|x i 0| <= B) /\ l1 e <= delta.
Definition in_class (s : nat) (B delta : R) (x : 'cV[R]_n) (e : 'cV[R]_m) : Prop :=
  [/\ (l0 x <= s)%N, forall i, `|x i 0| <= B & l1 e <= delta].
End Classes.

(* J layers, each with a signal and a noise of its class *)
Definition dsc_class (R : realFieldType) (d : nat -> nat) (D : forall j, 'M[R]_(d j, d j.+1)) (s : nat -> nat)
    (B delta : nat -> R) (J : nat) (x e : forall j, 'cV[R]_(d j)) : Prop :=
  forall j, (j < J)%N -> x j = D j *m x j.+1 + e j /\ in_class (s j.+1) (B j.+1) (delta j.+1) (x j.+1) (e j).

(* --- soft thresholding; (6) LISTA-CP --- *)
Section Lista.
Variable R : realFieldType.

Definition relu (u : R) : R := Num.max u 0.
Definition soft (t u : R) : R := Num.sg u * relu (`|u| - t).   (* sign(u) (|u| - t)_+ *)

Variables (m n : nat) (D : 'M[R]_(m, n)).
Definition step (W : 'M[R]_(m, n)) (t : R) (y : 'cV[R]_m) (x : 'cV[R]_n) : 'cV[R]_n :=
  \col_i soft t ((x + W^T *m (y - D *m x)) i 0).
Fixpoint lista (W : nat -> 'M[R]_(m, n)) (theta : nat -> R) (y : 'cV[R]_m) (k : nat) : 'cV[R]_n :=
  if k is k'.+1 then step (W k') (theta k') y (lista W theta y k') else 0.
End Lista.

(* --- Definitions 5.1 and 5.2: generalised mutual coherence, X(D), C_W; (7) --- *)
Section Generalised.
Variables (R : realFieldType) (m n : nat).
Implicit Types D W : 'M[R]_(m, n).

Definition analyses W D : Prop := forall i, (W^T *m D) i i = 1.
Definition offdiag_max W D : R := \big[Num.max/0]_i \big[Num.max/0]_(j | i != j) `|(W^T *m D) i j|.
Definition entry_max W : R := \big[Num.max/0]_i \big[Num.max/0]_j `|W i j|.     (* C_W *)

(* mt is the infimum over W, and attained, as the paper says after the definition *)
Definition gen_coherence D (mt : R) : Prop :=
  (exists W, analyses W D /\ offdiag_max W D = mt) /\ forall W, analyses W D -> mt <= offdiag_max W D.
(* W is in X(D), where mt is the generalised coherence of D *)
Definition in_X D W (mt : R) : Prop :=
  [/\ analyses W D, offdiag_max W D = mt &
      forall W', analyses W' D -> offdiag_max W' D = mt -> entry_max W <= entry_max W'].

Definition is_sup (P : R -> Prop) (b : R) : Prop :=
  (forall a, P a -> a <= b) /\ forall b', (forall a, P a -> a <= b') -> b <= b'.

(* (7) for a class of signals and noises; the print writes the supremum over X(B, eps), which asks no sparsity, and its theorem
   speaks of X(B, s, delta): both readings are settled. *)
Definition thresholds7 (class : 'cV[R]_n -> 'cV[R]_m -> Prop) D (W : nat -> 'M[R]_(m, n)) (theta : nat -> R) (mt delta : R) : Prop :=
  forall k, exists S, is_sup (fun a => exists x e, class x e /\ a = mt * l1 (lista D W theta (D *m x + e) k - x)) S /\
    theta k = S + entry_max (W k) * delta.
Definition thresholds_printed D (W : nat -> 'M[R]_(m, n)) theta mt B delta := thresholds7 (in_XB B delta) D W theta mt delta.
Definition thresholds_sparse D (W : nat -> 'M[R]_(m, n)) theta mt s B delta := thresholds7 (in_class s B delta) D W theta mt delta.
End Generalised.

(* --- Definition 3.1: convolutional networks, one kernel size s --- *)
Definition cdiv (d t : nat) : nat := ((d + t.-1) %/ t)%N.                       (* ceil (d / t) *)

Section Networks.
Variable R : realFieldType.

(* channels of one length; places count from 0; outside its length a channel reads 0 *)
Record feature := Feature { chan : nat; len : nat; entry : nat -> nat -> R }.
Definition read (f : feature) (c i : nat) : R := if (i < len f)%N then entry f c i else 0.

(* a layer: channels it puts out, stride, kernels (by output channel, input channel, tap), a bias for each channel *)
Record conv := Conv { outs : nat; stride : nat; kernel : nat -> nat -> nat -> R; bias : nat -> R }.
Definition run_conv (s : nat) (l : conv) (f : feature) : feature :=
  Feature (outs l) (cdiv (len f) (stride l))
    (fun o i => relu (bias l o + \sum_(c < chan f) \sum_(k < s) kernel l o c k * read f c (i * stride l + k)%N)).

(* channels of one entry each, read as one channel (the paragraph before Section 3) *)
Definition flatten (f : feature) : feature :=
  if len f == 1%N then Feature 1 (chan f) (fun _ i => entry f i 0%N) else f.

Inductive op := Convolve of conv | Flatten.
Definition run_op s (o : op) (f : feature) : feature := match o with Convolve l => run_conv s l f | Flatten => flatten f end.
Fixpoint run s (net : seq op) (f : feature) : feature := if net is o :: net' then run s net' (run_op s o f) else f.

(* strides and numbers of channels are at least 1 *)
Definition proper (net : seq op) : bool := all (fun o => if o is Convolve l then (0 < stride l)%N && (0 < outs l)%N else true) net.
Fixpoint depth (net : seq op) : nat :=
  match net with [::] => 0 | Convolve _ :: r => (depth r).+1 | Flatten :: r => depth r end.
(* weights and biases, zeros counted, of a network that reads n channels of length d *)
Fixpoint weights s (net : seq op) (n d : nat) : nat :=
  match net with
  | [::] => 0
  | Convolve l :: r => (outs l * n * s + outs l + weights s r (outs l) (cdiv d (stride l)))%N
  | Flatten :: r => if d == 1%N then weights s r 1 n else weights s r n d
  end.

(* vectors as functions of a place, 0 outside; the input is one channel *)
Definition nf N (v : 'cV[R]_N) (i : nat) : R := oapp (fun j => v j 0) 0 (insub i).
Definition input m (y : 'cV[R]_m) : feature := Feature 1 m (fun _ i => nf y i).
(* the first channel, read as a vector *)
Definition output N (f : feature) : 'cV[R]_N := \col_i read f 0 i.

(* --- Definition 3.2: the same in two dimensions --- *)
Record image := Image { ichan : nat; side : nat; pixel : nat -> nat -> nat -> R }.
Definition read2 (f : image) (c i j : nat) : R := if (i < side f)%N && (j < side f)%N then pixel f c i j else 0.
Record conv2 := Conv2 { outs2 : nat; stride2 : nat; kernel2 : nat -> nat -> nat -> nat -> R; bias2 : nat -> R }.
Definition run_conv2 (s : nat) (l : conv2) (f : image) : image :=
  Image (outs2 l) (cdiv (side f) (stride2 l))
    (fun o i j => relu (bias2 l o + \sum_(c < ichan f) \sum_(p < s) \sum_(q < s)
       kernel2 l o c p q * read2 f c (i * stride2 l + p)%N (j * stride2 l + q)%N)).
End Networks.
